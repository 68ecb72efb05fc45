import { and, asc, desc, eq, isNull, like, type SQL, sql } from "drizzle-orm";
import type { ListedWorkOrders } from "@/lib/access/listed-work-orders";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { idOf, known, oneOf, type Params, patternsOf, searchOf } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import { type Status, statuses, type Visibility, visibilities } from "./fields";

export const tabs = ["open", "mine", "overdue", "done", "all"] as const;
export const sorts = ["due", "title", "customer", "assignee", "updated"] as const;

export const pageSize = 50;
/** How many of somebody's own open orders My day shows, and a customer's card of its orders. */
export const mostShown = 20;

export type WorkOrderTab = (typeof tabs)[number];
export type WorkOrderSort = (typeof sorts)[number];

/** What the address of the list may say. Nonsense becomes the default, never an error. */
export type WorkOrderFilter = {
  tab: WorkOrderTab;
  q: string;
  status: Status | null;
  visibility: Visibility | null;
  assignee: number | "none" | null;
  customer: number | null;
  sort: WorkOrderSort;
  descending: boolean;
  /** From 1. */
  page: number;
};

export function workOrderFilter(params: Params): WorkOrderFilter {
  const one = (name: string) => oneOf(params, name);
  return {
    tab: known(tabs, one("tab")) ?? "open",
    q: searchOf(params),
    status: known(statuses, one("status")) ?? null,
    visibility: known(visibilities, one("visibility")) ?? null,
    assignee: one("assignee") === "none" ? "none" : idOf(one("assignee")),
    customer: idOf(one("customer")),
    sort: known(sorts, one("sort")) ?? "due",
    descending: one("direction") === "desc",
    page: Math.min(idOf(one("page")) ?? 1, 1_000_000),
  };
}

/** Which orders are wanted, as an address says it, without tab and order; what is the default is left out. */
export const wantedQuery = ({ q, status, visibility, assignee, customer }: WorkOrderFilter) => ({
  q,
  status,
  visibility,
  assignee,
  customer,
});

/** The whole filter but the page. */
export const filterQuery = (filter: WorkOrderFilter) => ({
  tab: filter.tab === "open" ? null : filter.tab,
  ...wantedQuery(filter),
  sort: filter.sort === "due" ? null : filter.sort,
  direction: filter.descending ? "desc" : null,
});

export const isFiltered = (filter: WorkOrderFilter): boolean => Object.values(wantedQuery(filter)).some(Boolean);

/** Still to be done. */
export const isOpen = (status: Status): boolean => status === "open" || status === "inProgress";

/** Which orders stand on a tab, as a condition on `tables.listedWorkOrders`. */
export function onTab(orders: ListedWorkOrders, tab: WorkOrderTab, { employeeId, facts }: Viewer): SQL | undefined {
  const open = sql`${orders.status} in ('open', 'inProgress')`;
  return {
    open,
    mine: and(open, eq(orders.assigneeId, employeeId)),
    overdue: and(open, sql`${orders.dueOn} < ${facts.today}::date`),
    done: eq(orders.status, "done"),
    all: undefined,
  }[tab];
}

/** Everything the filter says but the tab. */
export const matching = (orders: ListedWorkOrders, filter: WorkOrderFilter): SQL | undefined =>
  and(
    ...patternsOf(filter.q).map((pattern) => like(orders.search, pattern)),
    filter.status ? eq(orders.status, filter.status) : undefined,
    filter.visibility ? eq(orders.visibility, filter.visibility) : undefined,
    filter.assignee === "none"
      ? isNull(orders.assigneeId)
      : filter.assignee
        ? eq(orders.assigneeId, filter.assignee)
        : undefined,
    filter.customer ? eq(orders.customerId, filter.customer) : undefined,
  );

/** What the rows are sorted by: what has no due date, no customer or no assignee comes last either way. */
export function inOrder(orders: ListedWorkOrders, { sort, descending }: WorkOrderFilter, locale: Locale): SQL[] {
  const word = (text: unknown) => sql`${text} collate ${sql.raw(`"${collationOf(locale)}"`)}`;
  const key = {
    due: sql`${orders.dueOn}`,
    title: word(orders.title),
    customer: word(orders.customerName),
    assignee: word(orders.assignee),
    updated: sql`${orders.updatedAt}`,
  }[sort];
  // Newest first is what "updated" means; the arrow turns it round.
  const down = (sort === "updated") !== descending;
  return [sql`${key} ${sql.raw(down ? "desc" : "asc")} nulls last`, down ? desc(orders.id) : asc(orders.id)];
}
