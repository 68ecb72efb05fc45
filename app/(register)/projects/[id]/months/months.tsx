import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { Kpis } from "@/components/section";
import { type FigureKind, figureKinds, yearOf } from "@/lib/financials/rules";
import { formatsOf } from "@/lib/format";
import { absent } from "@/lib/outcome";
import { lifeOfProject, yearOfProject } from "@/lib/project-months/queries";
import { checkYear } from "@/lib/project-months/rules";
import { mayChangeProject } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { isChangeable, type ProjectCard } from "../project-card";
import { MonthForm } from "./month-form";
import { MonthTable } from "./month-table";

/** The year an address asks for, else the one it is, or the nearest with figures. */
function yearIn({ viewer, query }: ProjectCard, life?: Life): number {
  const asked = typeof query.year === "string" ? checkYear(query.year) : null;
  const now = yearOf(viewer.facts.today);
  if (asked?.ok) return asked.value;
  return Math.min(Math.max(now, life?.firstYear ?? now), life?.lastYear ?? now);
}

/** The figures an address opens for editing. Without the right they are not there; archived customers take no changes. */
export function editedIn(card: ProjectCard): FigureKind | null {
  const kind = figureKinds.find((one) => one === card.query.edit) ?? null;
  if (kind && !mayChangeProject(card.viewer, card.project)) absent();
  return kind && isChangeable(card) ? kind : null;
}

/** What a project brings and costs by month: read, or one kind of a year at a time to be filled in. */
export async function ProjectMonths(card: ProjectCard) {
  const { viewer, project } = card;
  const edited = editedIn(card);
  if (edited) return <MonthForm {...card} kind={edited} year={yearIn(card)} />;
  const life = await lifeOfProject(viewer, project);
  const year = yearIn(card, life);
  const sums = await yearOfProject(viewer, project, year);
  return (
    <>
      <LifeLine {...card} life={life} />
      <MonthTable {...card} year={year} sums={sums} life={life} />
    </>
  );
}

type Life = Awaited<ReturnType<typeof lifeOfProject>>;

/** How much of the budgets is used and left, over all years. */
async function LifeLine({ viewer, project, life }: ProjectCard & { life: Life }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const money = (value: string) => format.wholeMoney(value, project.currency);
  const below = (value: string) => value.startsWith("-");
  const { billed, left, hours, hoursLeft, missing } = life;
  return (
    <>
      <Kpis
        items={[
          ...(project.budget ? [{ label: t("project.budget"), value: money(project.budget) }] : []),
          { label: t("figures.billed"), value: money(billed) },
          ...(left ? [{ label: t("figures.left"), value: money(left), bad: below(left) }] : []),
          { label: t("figures.worked"), value: format.quantity(hours) },
          ...(hoursLeft
            ? [{ label: t("figures.hoursLeft"), value: format.quantity(hoursLeft), bad: below(hoursLeft) }]
            : []),
        ]}
      />
      {missing.length > 0 && <Notice kind="warn">{t("figures.leftOut", { currencies: missing.join(", ") })}</Notice>}
    </>
  );
}
