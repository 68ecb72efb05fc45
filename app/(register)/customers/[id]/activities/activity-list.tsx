import { getTranslations } from "next-intl/server";
import { Bulk } from "@/components/bulk";
import { Button, ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { List } from "@/components/section";
import { type ActivityFilter, activityQuery } from "@/lib/activities/filter";
import type { ListedActivity, listActivities } from "@/lib/activities/queries";
import { mayManage } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { ActivityRow, EntryForms } from "../../../activities/activity-row";
import { type Card, isEditable } from "../card";

type Found = Awaited<ReturnType<typeof listActivities>>;
type Props = Card & { filter: ActivityFilter; found: Found };

/** One tab of the list: planned in one go, the past under its months. */
export async function ActivityList({ filter, found, ...card }: Props) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations("activity"), currentLocale()]);
  if (found.rows.length === 0) {
    const planned = isEditable(card) ? t("emptyPlannedHint") : t("emptyPlanned");
    const empty = filter.tab === "past" ? t("emptyPast") : planned;
    return <EmptyLine text={filter.type || filter.owner ? t("emptyFound") : empty} />;
  }
  const format = formatsOf(locale, viewer.facts.timeZone);
  const monthOf = ({ at }: ListedActivity) => (filter.tab === "past" && at ? format.month(at) : "");
  const owners = new Map(found.owners.map(({ id, name }) => [id, name]));
  const mayTick = (entry: ListedActivity) => isEditable(card) && entry.kind !== "task" && mayManage(viewer, entry);
  return (
    <>
      <EntryForms />
      {[...Map.groupBy(found.rows, monthOf)].map(([month, entries]) => (
        <div key={month}>
          {month && <h3 className="month">{month}</h3>}
          <List>
            {entries.map((entry) => (
              <ActivityRow
                key={`${entry.kind} ${entry.id}`}
                viewer={viewer}
                entry={entry}
                who={owners.get(entry.ownerId ?? 0)}
                open={customer.archivedAt === null}
                kept={activityQuery(filter)}
                tick={mayTick(entry) && <Tick id={entry.id} label={t("select", { title: entry.title })} />}
              />
            ))}
          </List>
        </div>
      ))}
      {found.hasMore && (
        <ButtonLink href={paths.customer(customer.id, activityQuery({ ...filter, show: filter.show + 1 }))} small>
          {t("more")}
        </ButtonLink>
      )}
      {found.rows.some(mayTick) && <TickedBar {...card} filter={filter} />}
    </>
  );
}

const formId = "ticked-activities";

const Tick = ({ id, label }: { id: number; label: string }) => (
  <input className="rowtick" type="checkbox" form={formId} name="id" value={id} aria-label={label} />
);

/** What can be done with the ticked ones: they go along to the panel that does it. */
async function TickedBar({ viewer, customer, filter }: Omit<Props, "found">) {
  const t = await getTranslations("activity");
  const kept = Object.entries(activityQuery(filter)).filter(([, value]) => value !== null);
  const isPast = filter.tab === "past";
  return (
    <form id={formId} action={paths.customer(customer.id)}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      <Bulk label={t("bulk")} counted={t("counted")}>
        <Button
          name="panel"
          value={isPast ? "reopen-activities" : "complete-activities"}
          icon={isPast ? "todo" : "task"}
        >
          {isPast ? t("reopen") : t("markDone")}
        </Button>
        {viewer.can("assignOthers") && (
          <Button name="panel" value="reassign-activities" icon="person">
            {t("reassign")}
          </Button>
        )}
      </Bulk>
    </form>
  );
}
