import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { newFormKey } from "@/lib/form-texts";
import { oneOf, type Params } from "@/lib/list-address";
import type { WorkOrderFilter } from "@/lib/work-orders/filter";
import { undoTicked } from "./actions";
import { queryOf } from "./query-of";

/** The way back, in the line that says what was done with many. */
export async function UndoTicked({ query, filter }: { query: Params; filter: WorkOrderFilter }) {
  const undo = oneOf(query, "undo");
  if (!undo || !["workOrdersFinished", "workOrdersAssigned"].includes(oneOf(query, "flash"))) return null;
  const t = await getTranslations("action");
  return (
    <form action={undoTicked.bind(null, queryOf(filter))} className="inline">
      <input type="hidden" name="orders" value={undo} />
      <input type="hidden" name="formKey" value={newFormKey()} />{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={["undo"]} />
    </form>
  );
}
