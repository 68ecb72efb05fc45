import type { ReactNode } from "react";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { registerPanel } from "@/lib/registers/filter";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";
import { MergePanel } from "./merge-panel";
import { NewPanel } from "./new-panel";

/** The panel the address opens on a page that has these registers; null where it asks for none of them. */
export function entryPanel(query: Params, lists: Partial<Record<RegisterName, Entry[]>>): ReactNode {
  const open = registerPanel(query.panel);
  const entries = open && lists[open.register];
  if (!open || !entries || (registerOf(open.register).ownPage && open.act !== "merge")) return null;
  const { act, register, id } = open;
  if (act === "new") return <NewPanel {...{ register, entries, within: id ?? [query.kind].flat()[0] }} />;
  const entry = entries.find((one) => one.id === id) ?? absent();
  if (act === "edit") return <EditPanel {...{ register, entry, options: lists.customOptions }} />;
  if (act === "delete") return <DeletePanel register={register} entry={entry} />;
  return registerOf(register).merges ? <MergePanel {...{ register, entry, entries }} /> : absent();
}
