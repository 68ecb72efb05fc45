import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import { getSale } from "@/lib/sales/queries";
import { mayAddSale, mayChangeSale } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import type { Card, OpenPanel } from "../card";
import { DeleteSalePanel } from "./delete-sale-panel";
import { EditSalePanel } from "./edit-sale-panel";
import { NewSalePanel } from "./new-sale-panel";
import { OutcomePanel } from "./outcome-panel";
import { SalePanel } from "./sale-panel";

const acts = ["sale", "edit-sale", "delete-sale", "won-sale", "lost-sale", "reopen-sale"] as const;
type Act = (typeof acts)[number];

/** The panels of sales cases: "new-sale", and of one "sale.12", "edit-sale.12", "won-sale.12" and so on. */
export const salePanel: OpenPanel = (name, card) => {
  const { viewer, customer } = card;
  if (name === "new-sale") {
    if (!mayAddSale(viewer, { archivedAt: null })) absent();
    return customer.archivedAt ? null : <NewSalePanel {...card} />;
  }
  const [what, id] = name.split(".");
  const act = acts.find((one) => one === what);
  return act ? <OfOneSale {...card} act={act} id={wholeNumber(id) ?? absent()} /> : null;
};

async function OfOneSale({ act, id, ...card }: Card & { act: Act; id: number }): Promise<ReactNode> {
  const { viewer, customer } = card;
  demand(viewer, "sales.own");
  const sale = await getSale(viewer, id, customer.id, await currentLocale());
  if (act !== "sale" && !mayChangeSale(viewer, sale, { archivedAt: null })) absent();
  if (act === "sale" || customer.archivedAt) return <SalePanel {...card} sale={sale} />;
  if (act === "edit-sale") return <EditSalePanel {...card} sale={sale} />;
  if (act === "delete-sale") return <DeleteSalePanel {...card} sale={sale} />;
  return <OutcomePanel {...card} sale={sale} state={states[act]} />;
}

const states = { "won-sale": "won", "lost-sale": "lost", "reopen-sale": "inProgress" } as const;
