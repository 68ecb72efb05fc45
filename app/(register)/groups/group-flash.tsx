import { getTranslations } from "next-intl/server";
import { Flash } from "@/components/flash";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { FlashLine } from "../flash-line";
import { UndoForm } from "../undo-form";
import { undoRemoval } from "./actions";

/** What was just done; after a deletion with the way back. */
export async function GroupFlash({ viewer, params }: { viewer: Viewer; params: Params }) {
  const t = await getTranslations();
  if (params.flash === "groupNotRestored") return <Flash kind="bad">{t("groups.notRestored")}</Flash>;
  const undo = params.flash === "groupDeleted" && viewer.can("groups") ? String(params.undo ?? "") : "";
  return <FlashLine params={params}>{undo && <UndoForm action={undoRemoval} values={{ id: undo }} />}</FlashLine>;
}
