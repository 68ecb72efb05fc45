import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { SearchLine } from "@/components/search-line";
import { List, ListItem } from "@/components/section";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { sightFilter } from "@/lib/sight/filter";
import { type PersonSight, whoSees, whyISee } from "@/lib/sight/queries";
import { PlacePager } from "../../../groups/groups-head";
import { ReadPanel } from "../../../read-panel";
import type { Card, OpenPanel } from "../card";
import { reasonWords } from "./reason-words";

/** Who sees the customer and why: `sight`, for those with the right; of oneself `my-sight`, for anybody. */
export const sightPanel: OpenPanel = (name, card) => {
  if (name === "my-sight") return <MySightPanel {...card} />;
  if (name !== "sight") return null;
  return card.viewer.can("permissions") ? <SightPanel {...card} /> : absent();
};

async function SightPanel({ viewer, customer, query }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const filter = sightFilter(query);
  const [place, words] = await Promise.all([whoSees(viewer, customer.id, filter, locale), reasonWords(viewer)]);
  const title = t("sight.who");
  const close = paths.customer(customer.id);
  const to = (page: number) =>
    paths.customer(customer.id, { panel: "sight", q: filter.q, page: page > 1 ? page : null });
  return (
    <ReadPanel title={title} about={customer.name} close={close}>
      <p className="muted">{t("sight.whoText")}</p>
      <SearchLine
        action={close}
        label={t("person.search")}
        placeholder={t("person.search")}
        submit={t("action.search")}
        value={filter.q}
        hidden={{ panel: "sight" }}
      />
      {place.rows.length === 0 ? (
        <EmptyLine text={t("person.none")} />
      ) : (
        <List>
          {place.rows.map((person) => (
            <ListItem
              key={person.id}
              title={
                <>
                  <b>{person.name}</b>
                  <span className="faint">{person.companyName}</span>
                </>
              }
              meta={<Lines lines={words(person)} />}
              end={<Level level={person.level} />}
              off={person.level === "none"}
            />
          ))}
        </List>
      )}
      <PlacePager label={t("sight.people")} page={filter.page} place={place} to={to} />
    </ReadPanel>
  );
}

async function MySightPanel({ viewer, customer }: Card) {
  const [t, mine, words] = await Promise.all([getTranslations(), whyISee(viewer, customer.id), reasonWords(viewer)]);
  const title = t("sight.why");
  const close = paths.customer(customer.id);
  return (
    <ReadPanel title={title} about={customer.name} close={close} ask>
      <p>{t(mine.level === "edit" ? "sight.mineEdit" : "sight.mineRead")}</p>
      <ul className="list-disc ps-5">
        {words(mine).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </ReadPanel>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));

async function Level({ level }: Pick<PersonSight, "level">) {
  const t = await getTranslations("sight");
  if (level === "edit") return <Badge tone="on">{t("levelEdit")}</Badge>;
  if (level === "read") return <Badge tone="on">{t("levelRead")}</Badge>;
  return <Badge>{t(level === "basic" ? "levelBasic" : "levelNone")}</Badge>;
}
