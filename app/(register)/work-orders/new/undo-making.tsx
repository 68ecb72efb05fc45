import { oneOf, type Params } from "@/lib/list-address";
import { UndoForm } from "../../undo-form";
import { takeBack } from "./actions";

/** The way back, in the line that says what was ordered. */
export function UndoMaking({ query }: { query: Params }) {
  const made = oneOf(query, "made");
  return made ? <UndoForm action={takeBack} values={{ id: made }} word="made" /> : null;
}
