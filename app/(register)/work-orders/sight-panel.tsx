import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Notice } from "@/components/flash";
import { SearchLine } from "@/components/search-line";
import { List, ListItem } from "@/components/section";
import type { WayToWorkOrder } from "@/lib/access/work-orders";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { filterQuery } from "@/lib/work-orders/filter";
import { whoSeesWorkOrder, whyISeeWorkOrder } from "@/lib/work-orders/queries";
import { PlacePager } from "../groups/groups-head";
import { ReadPanel } from "../read-panel";
import type { PanelProps } from "./panels";

type Props = PanelProps & { id: number };

/** Who sees an order and why: of everybody for those who may change all, of oneself for the others. */
export const SightPanel = (props: Props) =>
  props.viewer.can("workOrders.edit") ? <Everybody {...props} /> : <Oneself {...props} />;

async function Everybody({ viewer, filter, id }: Props) {
  const [t, locale, words] = await Promise.all([getTranslations(), currentLocale(), wayWords()]);
  const sight = await whoSeesWorkOrder(viewer, id, { q: filter.q, page: filter.page }, locale);
  const panel = `sight.${id}`;
  const { q: _q, ...query } = filterQuery(filter);
  const to = (page: number) => paths.workOrders({ ...query, q: filter.q, panel, page: page > 1 ? page : null });
  return (
    <ReadPanel title={t("workOrder.who")} about={sight.title} close={paths.workOrders(query)}>
      <p className="muted">{t("workOrder.whoText", { title: sight.title })}</p>
      {sight.roleUnfilled && <Notice kind="warn">{t("workOrder.unfilledRole")}</Notice>}
      {sight.isAlone && <Notice kind="warn">{t("workOrder.seenByOne")}</Notice>}
      {sight.teamHidden && <Notice kind="note">{t("workOrder.teamHidden")}</Notice>}
      <SearchLine
        action={paths.workOrders()}
        label={t("person.search")}
        placeholder={t("person.search")}
        submit={t("action.search")}
        value={filter.q}
        hidden={{ panel, ...textsOf(query) }}
      />
      {sight.rows.length === 0 ? (
        <EmptyLine text={t("person.none")} />
      ) : (
        <List>
          {sight.rows.map(({ id: person, name, companyName, ways }) => (
            <ListItem
              key={person}
              title={
                <>
                  <b>{name}</b>
                  <span className="faint">{companyName}</span>
                </>
              }
              meta={ways.map((way) => words[way]).join(" · ")}
            />
          ))}
        </List>
      )}
      <PlacePager label={t("sight.people")} page={filter.page} place={sight} to={to} />
    </ReadPanel>
  );
}

async function Oneself({ viewer, close, id }: Props) {
  const [t, words, mine] = await Promise.all([getTranslations(), wayWords(), whyISeeWorkOrder(viewer, id)]);
  return (
    <ReadPanel title={t("sight.why")} about={mine.title} close={close} ask>
      <ul className="list-disc ps-5">
        {mine.ways.map((way) => (
          <li key={way}>{words[way]}</li>
        ))}
      </ul>
    </ReadPanel>
  );
}

const textsOf = (query: Record<string, string | number | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));

async function wayWords(): Promise<Record<WayToWorkOrder, string>> {
  const t = await getTranslations("workOrder");
  return {
    creator: t("wayCreator"),
    assignee: t("wayAssignee"),
    everyone: t("wayEveryone"),
    responsible: t("wayResponsible"),
    role: t("wayRole"),
    people: t("wayPeople"),
    team: t("wayTeam"),
  };
}
