import { getTranslations } from "next-intl/server";
import { Flash } from "@/components/flash";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { FlashLine } from "../flash-line";
import { UndoForm } from "../undo-form";
import { undoDeletion, undoMembers } from "./actions";

const ways: Partial<Record<string, typeof undoMembers>> = {
  specialGroupDeleted: undoDeletion,
  specialGroupFilled: undoMembers,
};

/** What was just done, with the way back. */
export async function SpecialFlash({ viewer, params }: { viewer: Viewer; params: Params }) {
  const t = await getTranslations();
  if (params.flash === "specialGroupNotRestored") return <Flash kind="bad">{t("specialGroups.notRestored")}</Flash>;
  const action = ways[String(params.flash)];
  const undo = action && viewer.can("groups") ? String(params.undo ?? "") : "";
  return <FlashLine params={params}>{action && undo && <UndoForm action={action} values={{ id: undo }} />}</FlashLine>;
}
