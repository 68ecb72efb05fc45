import type { Params } from "@/lib/list-address";
import { UndoForm } from "../undo-form";
import { reopen } from "./actions";

/** The way back, in the line that says that something was marked as done. */
export function UndoCompletion({ query }: { query: Params }) {
  const { flash, undo } = query;
  if (flash !== "activityCompleted" || typeof undo !== "string") return null;
  return <UndoForm action={reopen} values={{ entry: undo }} />;
}
