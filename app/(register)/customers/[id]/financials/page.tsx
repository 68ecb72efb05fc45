import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { FigureSection } from "./figure-section";

/** The card of a customer: its figures, for those who may see money. */
export default async function Financials(address: CardAddress) {
  const card = await fullCardAt(address, "financials");
  return (
    <CardFrame {...card} tab="financials">
      <div className="stack stack--l">
        <FigureSection {...card} />
      </div>
    </CardFrame>
  );
}
