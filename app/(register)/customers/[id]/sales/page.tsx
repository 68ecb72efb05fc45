import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { responsiblesPanel } from "../responsibles/responsible-section";
import { UnitsChoice } from "../units/units-choice";
import { newProjectPanel } from "./new-project-panel";
import { ProjectSection } from "./project-section";
import { keptOf } from "./sale-address";
import { salePanel } from "./sale-panels";
import { SalesSection } from "./sales-section";

/** The card of a customer: what is being sold and what is being done, as far as the viewer sees it. */
export default async function SalesAndProjects(address: CardAddress) {
  const card = await fullCardAt(address, "sales");
  const { viewer } = card;
  return (
    <CardFrame {...card} tab="sales" panels={[salePanel, newProjectPanel, responsiblesPanel("sales")]}>
      <div className="stack stack--l">
        <UnitsChoice {...card} tab="sales" kept={{ ...keptOf(card), units: null }} />
        {viewer.can("sales.own") && <SalesSection {...card} />}
        {viewer.can("projects.own") && <ProjectSection {...card} />}
      </div>
    </CardFrame>
  );
}
