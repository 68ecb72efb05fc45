import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { isSwitch, positionsOf, switchOf } from "@/lib/settings/fields";
import { switchQuestions } from "@/lib/settings/queries";
import { UndoForm } from "../../undo-form";
import { flip } from "./actions";

/** The way back, in the line that says that a switch was turned. Whoever comes from there is not asked again. */
export async function UndoSwitch({ viewer, query, section }: { viewer: Viewer; query: Params; section: string }) {
  const [name = "", to = ""] = String(query.undo ?? "").split(".");
  if (!isSwitch(name) || switchOf(name).section !== section || !positionsOf(name).includes(to)) return null;
  const doubts = await switchQuestions(viewer, name, to);
  const fields = { id: "1", name, to, confirmed: doubts.map(({ mark }) => mark) };
  return <UndoForm action={flip} values={fields} />;
}
