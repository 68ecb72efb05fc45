import { oneOf, type Params, searchOf } from "@/lib/list-address";

export const groupTabs = ["basic", "sellers", "customers", "billing"] as const;
export type GroupTab = (typeof groupTabs)[number];

/** The dialog that the address asks for. */
export type GroupPanel =
  | { kind: "new" }
  | { kind: "delete"; id: number }
  | { kind: "group"; id: number; tab: GroupTab };

/** A search and a page from 1: of the customers in the panel while one is open, else of the groups. */
export type GroupFilter = { panel: GroupPanel | null; q: string; page: number };

/** What the address of the groups says. Nonsense becomes the default, never an error. */
export function groupFilter(params: Params): GroupFilter {
  const one = (name: string) => oneOf(params, name);
  const page = /^[1-9]\d{0,5}$/.test(one("page")) ? Number(one("page")) : 1;
  return { panel: panelOf(one("panel"), one("tab")), q: searchOf(params), page };
}

function panelOf(panel: string, tab: string): GroupPanel | null {
  if (panel === "new-group" || panel === "new") return { kind: "new" };
  const [, kind, id] = /^(group|delete-group)\.([1-9]\d{0,14})$/.exec(panel) ?? [];
  if (!id) return null;
  if (kind === "delete-group") return { kind: "delete", id: Number(id) };
  return { kind: "group", id: Number(id), tab: groupTabs.find((one) => one === tab) ?? "basic" };
}
