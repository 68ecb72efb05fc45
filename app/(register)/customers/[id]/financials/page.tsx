import { paths } from "@/lib/paths";
import { asksBelow } from "@/lib/units/filter";
import { InvoiceSection } from "../../../invoices/invoice-section";
import { newInvoicePanel } from "../../../invoices/new-invoice-panel";
import { type CardAddress, fullCardAt, type OpenPanel } from "../card";
import { CardFrame } from "../card-frame";
import { FigureSection } from "./figure-section";

const invoicePanel: OpenPanel = (name, { viewer, customer }) =>
  newInvoicePanel(name, { viewer, customer, close: paths.customerTab(customer.id, "financials") });

/** The card of a customer: its figures, for those who may see money. */
export default async function Financials(address: CardAddress) {
  const card = await fullCardAt(address, "financials");
  return (
    <CardFrame {...card} tab="financials" panels={[invoicePanel]}>
      <div className="stack stack--l">
        <FigureSection {...card} />
        <InvoiceSection {...card} below={asksBelow(card.query)} />
      </div>
    </CardFrame>
  );
}
