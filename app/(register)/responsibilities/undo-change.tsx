import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { newFormKey } from "@/lib/form-texts";
import type { Params } from "@/lib/list-address";
import { undoResponsibilities } from "./actions";

type Props = { viewer: Viewer; params: Params; here: string };

/** The way back, in the line that says that responsibilities were changed: `&change=12`. */
export async function UndoChange({ viewer, params, here }: Props) {
  const change = wholeNumber(params.change);
  if (change === null || !viewer.can("responsibilities")) return null;
  const t = await getTranslations("action");
  return (
    <form action={undoResponsibilities} className="inline">
      <input type="hidden" name="id" value={change} />
      <input type="hidden" name="here" value={here} />
      <input type="hidden" name="formKey" value={newFormKey()} />{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={["change"]} />
    </form>
  );
}
