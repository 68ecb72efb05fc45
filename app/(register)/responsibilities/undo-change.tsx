import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { UndoForm } from "../undo-form";
import { undoResponsibilities } from "./actions";

type Props = { viewer: Viewer; params: Params; here: string };

/** The way back, in the line that says that responsibilities were changed: `&change=12`. */
export function UndoChange({ viewer, params, here }: Props) {
  const id = wholeNumber(params.change);
  if (id === null || !viewer.can("responsibilities")) return null;
  return <UndoForm action={undoResponsibilities} values={{ id, here }} word="change" />;
}
