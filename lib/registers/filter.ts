import { type RegisterName, registerNames, registerOf } from "./rules";

/** The panel that an address asks for: "new-keyword", "new-segment.3" (in that group), "keyword.12", "delete-tag.4". */
export type RegisterPanel = { act: "new" | "edit" | "delete" | "merge"; register: RegisterName; id: number | null };

const acts = { new: "new", delete: "delete", merge: "merge" } as const;

/** What the address says, or null where it asks for nothing of ours. */
export function registerPanel(panel: unknown): RegisterPanel | null {
  if (typeof panel !== "string") return null;
  const [, act = "", noun, id] = /^(?:(new|delete|merge)-)?([a-zA-Z]+)(?:\.([1-9]\d{0,14}))?$/.exec(panel) ?? [];
  const register = registerNames.find((name) => registerOf(name).noun === noun);
  if (!register) return null;
  const found = { act: acts[act as keyof typeof acts] ?? "edit", register, id: id ? Number(id) : null };
  return found.act === "new" || found.id ? found : null;
}

/** How an address asks for a panel. */
export const panelName = ({ act, register, id }: RegisterPanel): string =>
  `${act === "edit" ? "" : `${act}-`}${registerOf(register).noun}${id === null ? "" : `.${id}`}`;
