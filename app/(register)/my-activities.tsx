import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { List, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { mostOfMine } from "@/lib/activities/filter";
import type { MyActivity } from "@/lib/activities/queries";
import { dayGroupOf, dayGroups } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { ActivityRow, EntryForms } from "./activities/activity-row";

type Props = { viewer: Viewer; entries: readonly MyActivity[] };

/** What is open and mine: overdue and today, this week, later, without a day. Each is done with one click. */
export async function MyActivities({ viewer, entries }: Props) {
  const [t, locale] = await Promise.all([getTranslations("home"), currentLocale()]);
  const { timeZone, today } = viewer.facts;
  const { number } = formatsOf(locale, timeZone);
  const shown = entries.slice(0, mostOfMine);
  const groups = dayGroups
    .map((group) => ({ group, rows: shown.filter(({ at }) => dayGroupOf(at, today, timeZone) === group) }))
    .filter(({ group, rows }) => rows.length > 0 || group === "now");
  return (
    <div className="stack stack--l">
      <EntryForms />
      {groups.map(({ group, rows }) => (
        <Section
          key={group}
          id={group}
          title={t(`group.${group}`)}
          count={rows.length ? number(rows.length) : undefined}
        >
          {rows.length === 0 && <EmptyLine text={t(entries.length ? "nothingNow" : "nothingOpen")} />}
          <List>
            {rows.map((entry) => (
              <ActivityRow
                key={`${entry.kind}.${entry.id}`}
                viewer={viewer}
                entry={entry}
                who={<Whose viewer={viewer} entry={entry} />}
                open
              />
            ))}
          </List>
        </Section>
      ))}
      {entries.length > shown.length && <p className="faint xs">{t("moreActivities", { n: mostOfMine })}</p>}
    </div>
  );
}

/** The customer it is about, and whose it is where somebody else’s. */
function Whose({ viewer, entry: { customerId, customer, ownerId, owner } }: { viewer: Viewer; entry: MyActivity }) {
  return (
    <>
      <PageLink className="quiet inline-flex min-h-6 items-center" href={paths.customer(customerId)}>
        {customer}
      </PageLink>
      {ownerId !== viewer.employeeId && owner && ` · ${owner}`}
    </>
  );
}
