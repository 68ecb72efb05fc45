import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import type { Params } from "@/lib/customers/filter";
import { reopen } from "./actions";

/** The way back, in the line that says that something was marked as done. */
export async function UndoCompletion({ query }: { query: Params }) {
  const { flash, undo } = query;
  if (flash !== "activityCompleted" || typeof undo !== "string") return null;
  const t = await getTranslations("action");
  return (
    <form action={reopen} className="inline">
      <input type="hidden" name="entry" value={undo} />{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={["undo"]} />
    </form>
  );
}
