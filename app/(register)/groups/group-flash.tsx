import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { Flash } from "@/components/flash";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/customers/filter";
import { newFormKey } from "@/lib/form-texts";
import { FlashLine } from "../flash-line";
import { undoRemoval } from "./actions";

/** What was just done; after a deletion with the way back. */
export async function GroupFlash({ viewer, params }: { viewer: Viewer; params: Params }) {
  const t = await getTranslations();
  if (params.flash === "groupNotRestored") return <Flash kind="bad">{t("groups.notRestored")}</Flash>;
  const undo = params.flash === "groupDeleted" && viewer.can("groups") ? String(params.undo ?? "") : "";
  return (
    <FlashLine params={params}>
      {undo && (
        <form action={undoRemoval} className="inline">
          <input type="hidden" name="id" value={undo} />
          <input type="hidden" name="formKey" value={newFormKey()} />{" "}
          <button type="submit" className="linkbtn">
            {t("action.undo")}
          </button>
          <ClearAddress names={["undo"]} />
        </form>
      )}
    </FlashLine>
  );
}
