import { type Grouping, groupingOf, groupingText } from "@/lib/groupings/filter";
import { idOf, known, oneOf, type Params, searchOf } from "@/lib/list-address";
import { checkDay } from "@/lib/moments";

export const sorts = ["customer", "person", "group", "role", "period"] as const;
export const sellers = ["yes", "group", "no"] as const;
/** What somebody can be besides having a role of the register. */
export const plainRoles = ["owner", "manager", "none"] as const;

export type PersonSort = (typeof sorts)[number];
type RoleWish = (typeof plainRoles)[number] | { customer: number } | { project: number };

/** What the address of the responsible persons may say. Nonsense becomes the default, never an error. */
export type PersonFilter = {
  /** A customer, an employee or a project. */
  q: string;
  /** Customers of one group, special group, company group or segment. */
  grouping: Grouping | null;
  /** One customer only. */
  customer: number | null;
  employee: number | null;
  team: number | null;
  /** Whoever may sell, sells to the group of the very customer, or neither. */
  seller: (typeof sellers)[number] | null;
  role: RoleWish | null;
  /** Who answers on this day, yyyy-mm-dd; without it today and later. */
  date: string | null;
  /** Archived customers as well. */
  archived: boolean;
  /** Those who manage the customers' projects or take part in them, as well. */
  participants: boolean;
  /** What has ended as well. */
  ended: boolean;
  sort: PersonSort;
  descending: boolean;
  /** From 1. With `after` it only says where one is; alone it is a jump. */
  page: number;
  after: string | null;
};

export function personFilter(params: Params): PersonFilter {
  const one = (name: string) => oneOf(params, name);
  const date = checkDay(one("date"));
  const isOn = (name: string) => one(name) !== "";
  return {
    q: searchOf(params),
    grouping: groupingOf(one("grouping")),
    customer: idOf(one("customer")),
    employee: idOf(one("employee")),
    team: idOf(one("team")),
    seller: known(sellers, one("seller")) ?? null,
    role: roleOf(one("role")),
    date: date.ok ? date.value : null,
    archived: isOn("archived"),
    participants: isOn("participants"),
    ended: isOn("ended"),
    sort: known(sorts, one("sort")) ?? "customer",
    descending: one("direction") === "desc",
    page: Math.min(idOf(one("page")) ?? 1, 1_000_000),
    after: one("after") || null,
  };
}

function roleOf(word: string): RoleWish | null {
  const plain = known(plainRoles, word);
  if (plain) return plain;
  const [, project, id] = /^(project\.)?([1-9]\d{0,14})$/.exec(word) ?? [];
  if (!id) return null;
  return project ? { project: Number(id) } : { customer: Number(id) };
}

/** A role as the address says it. */
export function roleWord(role: RoleWish | null): string {
  if (role === null || typeof role === "string") return role ?? "";
  return "customer" in role ? String(role.customer) : `project.${role.project}`;
}

/** The whole filter as an address says it; what is the default is left out. */
export function personQuery(filter: PersonFilter) {
  const { q, customer, employee, team, seller, date, sort } = filter;
  return {
    q,
    grouping: groupingText(filter.grouping),
    ...{ customer, employee, team, seller, date },
    role: roleWord(filter.role) || null,
    archived: filter.archived ? "on" : null,
    participants: filter.participants ? "on" : null,
    ended: filter.ended ? "on" : null,
    sort: sort === "customer" ? null : sort,
    direction: filter.descending ? "desc" : null,
  };
}

export function isFiltered(filter: PersonFilter): boolean {
  const { archived: _a, participants: _p, ended: _e, sort: _s, direction: _d, ...narrowing } = personQuery(filter);
  return Object.values(narrowing).some(Boolean);
}
