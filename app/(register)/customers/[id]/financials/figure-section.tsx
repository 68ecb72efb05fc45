import { Empty } from "@/components/empty";
import { figureQuery, type Whose } from "@/lib/financials/filter";
import { paths } from "@/lib/paths";
import { FigureChoices, FigureFiles } from "../../../financials/figure-choices";
import { type FigurePage, figurePage } from "../../../financials/figure-page";
import { FigureSections } from "../../../financials/figures";
import { PickForm } from "../../../financials/pick-form";
import type { Card } from "../card";
import { UnitsChoice } from "../units/units-choice";
import { askedOfCard, placeOnCard } from "./figures";

/** What the customer brings and costs, by month and by project, or with the units below it by customer. */
export async function FigureSection({ viewer, customer, query }: Card) {
  const asked = askedOfCard(customer, query, viewer);
  const page = await figurePage(viewer, asked, placeOnCard(customer.id));
  const { figures, t } = page;
  const { project: _project, units: _units, ...kept } = figureQuery(asked, viewer);
  const hasNone = figures.years.length === 0 && figures.isEmpty && "customer" in asked.whose && !asked.whose.project;
  return (
    <div>
      <div className="mb-5 empty:hidden">
        <UnitsChoice tab="financials" kept={{ ...kept, order: null, way: null }} customer={customer} query={query} />
      </div>
      {hasNone ? (
        <Empty art="grid" title={t("card.noFinancials")} text={t("card.noFinancialsText")} />
      ) : (
        <>
          <div className="row row--wide mb-6">
            <FigureChoices {...page} />
            <ProjectPicker {...page} customer={customer.id} />
            <div className="row md:ms-auto">
              <FigureFiles {...page} />
            </div>
          </div>
          <FigureSections {...page} />
        </>
      )}
    </div>
  );
}

/** One of the customer's projects, what belongs to none of them, or all together. */
function ProjectPicker({ asked, customer, figures, t, viewer }: FigurePage & { customer: number }) {
  const project = pickedIn(asked.whose);
  const options = figures.options.map(({ id, name, number }) => ({
    value: id === null ? "none" : String(id),
    label: id === null ? t("finance.noProject") : `${number} ${name}`,
  }));
  if (options.length < 2 && project === null) return null;
  const { project: _project, order: _order, way: _way, ...kept } = figureQuery(asked, viewer);
  return (
    <PickForm
      action={paths.financials(customer)}
      name="project"
      label={t("project.name")}
      value={project === null ? "" : String(project)}
      options={[{ value: "", label: t("finance.allProjects") }, ...options]}
      submit={t("report.show")}
      kept={kept}
    />
  );
}

const pickedIn = (whose: Whose) => ("customer" in whose ? whose.project : null);
