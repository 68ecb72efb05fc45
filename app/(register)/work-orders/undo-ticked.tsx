import { oneOf, type Params } from "@/lib/list-address";
import type { WorkOrderFilter } from "@/lib/work-orders/filter";
import { UndoForm } from "../undo-form";
import { undoTicked } from "./actions";
import { queryOf } from "./query-of";

/** The way back, in the line that says what was done with many. */
export function UndoTicked({ query, filter }: { query: Params; filter: WorkOrderFilter }) {
  const orders = oneOf(query, "undo");
  if (!orders || !["workOrdersFinished", "workOrdersAssigned"].includes(oneOf(query, "flash"))) return null;
  return <UndoForm action={undoTicked.bind(null, queryOf(filter))} values={{ orders }} />;
}
