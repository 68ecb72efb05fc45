import { getTranslations } from "next-intl/server";
import type { IconName } from "@/components/icons";
import { List, ListItem, Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { type CheckOutcome, outcomes } from "@/lib/registry-checks/rules";
import type { Counts, JobPlace } from "./place";

const icons: Record<CheckOutcome, IconName> = {
  differs: "edit",
  same: "check",
  notFound: "search",
  invalidId: "warn",
  failed: "warn",
  skipped: "x",
};

/** How many customers ended how; what has not happened is not listed. */
export async function CheckOutcomes({ viewer, locale, job, counts }: JobPlace & { counts: Counts }) {
  const t = await getTranslations("check");
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const waiting = job.status === "done" ? 0 : (counts.get(null) ?? 0);
  if (counts.size === 0) return null;
  return (
    <Section id="outcomes" title={t("result")}>
      <List>
        {outcomes
          .filter((outcome) => counts.has(outcome))
          .map((outcome) => (
            <ListItem
              key={outcome}
              icon={icons[outcome]}
              title={t(`outcome.${outcome}`)}
              end={number(counts.get(outcome) ?? 0)}
            />
          ))}
        {waiting > 0 && <ListItem icon="clock" title={t("outcome.waiting")} end={number(waiting)} />}
      </List>
    </Section>
  );
}
