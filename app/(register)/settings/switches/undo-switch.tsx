import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/customers/filter";
import { newFormKey } from "@/lib/form-texts";
import { isSwitch, positionsOf, switchOf } from "@/lib/settings/fields";
import { switchQuestions } from "@/lib/settings/queries";
import { flip } from "./actions";

/** The way back, in the line that says that a switch was turned. Whoever comes from there is not asked again. */
export async function UndoSwitch({ viewer, query, section }: { viewer: Viewer; query: Params; section: string }) {
  const [name = "", to = ""] = String(query.undo ?? "").split(".");
  if (!isSwitch(name) || switchOf(name).section !== section || !positionsOf(name).includes(to)) return null;
  const [t, doubts] = await Promise.all([getTranslations("action"), switchQuestions(viewer, name, to)]);
  const fields = { id: "1", name, to, formKey: newFormKey(), confirmed: doubts[0]?.mark ?? "" };
  return (
    <form action={flip} className="inline">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={["undo"]} />
    </form>
  );
}
