import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Facts, Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import type { ProjectWork } from "@/lib/projects/queries";
import { hoursLight, hoursShare } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { lightLooks, lightWords } from "../labels";
import type { ProjectCard } from "./project-card";

/** Hours and, for those who see money, billing against what was agreed. */
export async function ProgressSection({ viewer, project, work }: ProjectCard & { work: ProjectWork }) {
  const [t, locale, lights] = await Promise.all([getTranslations("project"), currentLocale(), lightWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { hours, budgetHours, budget, billed, share, isMissing } = work;
  const number = (decimal: string) => format.number(Number(decimal));
  const money = (decimal: string) => format.money(decimal, project.currency);
  const light = hoursLight(hours, budgetHours);
  const used = hoursShare(hours, budgetHours);
  const figures = [
    { label: t("hours"), value: [number(hours ?? "0"), t("hourUnit")].join(" ") },
    { label: t("budgetHours"), value: budgetHours && [number(budgetHours), t("hourUnit")].join(" ") },
    {
      label: t("hoursState"),
      value: light && (
        <>
          <Badge {...lightLooks[light]}>{lights[light]}</Badge>{" "}
          {used !== null && t("hoursShare", { share: format.percent(used) })}
        </>
      ),
    },
    ...(viewer.can("money.read")
      ? [
          { label: t("billed"), value: money(billed ?? "0") },
          { label: t("budget"), value: budget && money(budget) },
          { label: t("billedShare"), value: share !== null && format.percent(share) },
        ]
      : []),
  ].map(({ label, value }) => ({ label, value: value || null }));
  return (
    <Section id="progress" title={t("progress")}>
      <Facts items={figures} />
      <p className="xs faint pt-2">
        {[light && t("lightText"), isMissing && t("rateMissing")].filter(Boolean).join(" ")}
      </p>
    </Section>
  );
}
