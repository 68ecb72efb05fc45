import { and, eq, like, ne, type SQL, sql } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { idOf, known, oneOf, type Params, patternsOf, searchOf } from "@/lib/list-address";
import { registers } from "@/lib/registry/registers";
import type { RegistryField } from "@/lib/registry/rules";

/** What waits for a decision: of businesses that go on, and of those that do not; and what was decided lately. */
export const queueTabs = ["differences", "ceased", "decided"] as const;
export type QueueTab = (typeof queueTabs)[number];

/** What a customer comes into the queue for, the weightiest first. */
export const queuedFields = [
  "businessStatus",
  "name",
  "address",
  "email",
  "website",
] as const satisfies RegistryField[];
export type QueuedField = (typeof queuedFields)[number];

/** Newest first, or by the customer's name. */
export const queueSorts = ["found", "name"] as const;

export const pageSize = 50;
/** The last page of so many rows, from 1. */
export const lastPage = (rows: number): number => Math.max(1, Math.ceil(rows / pageSize));
/** What was decided longer ago than this many days is found in the history of each customer. */
export const daysDecided = 30;

/** What the address of the queue may say. Nonsense becomes the default, never an error. */
export type QueueFilter = {
  tab: QueueTab;
  q: string;
  register: string | null;
  /** Something of this differed when it was found. */
  field: QueuedField | null;
  /** Only customers that the viewer owns or answers for. */
  mine: boolean;
  sort: (typeof queueSorts)[number];
  descending: boolean;
  /** From 1. */
  page: number;
};

const registerNames = registers.map(({ name }) => name);

export function queueFilter(params: Params): QueueFilter {
  const one = (name: string) => oneOf(params, name);
  return {
    tab: known(queueTabs, one("tab")) ?? "differences",
    q: searchOf(params),
    register: known(registerNames, one("register")) ?? null,
    field: known(queuedFields, one("field")) ?? null,
    mine: one("owner") === "me",
    sort: known(queueSorts, one("sort")) ?? "found",
    descending: one("direction") === "desc",
    page: Math.min(idOf(one("page")) ?? 1, 100_000),
  };
}

/** What is looked for, as an address says it, without tab, order and page; what is the default is left out. */
export const wantedQuery = ({ q, register, field, mine }: QueueFilter) => ({
  q,
  register,
  field,
  owner: mine ? "me" : null,
});

/** The whole filter but the page. */
export const filterQuery = (filter: QueueFilter) => ({
  tab: filter.tab === "differences" ? null : filter.tab,
  ...wantedQuery(filter),
  sort: filter.sort === "found" ? null : filter.sort,
  direction: filter.descending ? "desc" : null,
});

/** The whole filter with the page. */
export const placeQuery = (filter: QueueFilter) => ({
  ...filterQuery(filter),
  page: filter.page > 1 ? filter.page : null,
});

export const isFiltered = (filter: QueueFilter): boolean => Object.values(wantedQuery(filter)).some(Boolean);

/** It waits for somebody, and its customer takes changes: an archived one comes back when it is brought back. */
const isWaiting = ({ registryComparisons: found, customers }: Tables): SQL =>
  sql`${found.queued} and ${found.closedAt} is null and ${customers.tab} < 2`;

/** Which comparisons stand on a tab, as a condition on comparisons joined with their customers. */
export function onTab(tables: Tables, tab: QueueTab): SQL | undefined {
  const { registryComparisons: found } = tables;
  return {
    differences: and(isWaiting(tables), eq(found.status, "active")),
    ceased: and(isWaiting(tables), ne(found.status, "active")),
    decided: and(
      sql`${found.queued} and ${found.closedAs} <> 'replaced'`,
      sql`${found.closedAt} > now() - make_interval(days => ${daysDecided})`,
    ),
  }[tab];
}

/** Whom the viewer owns or answers for. */
export const isMine = ({ customers }: Tables, { employeeId }: Viewer): SQL =>
  sql`${customers.people} && ${sql.param([employeeId])}::bigint[]`;

/** Everything the filter says but the tab. */
export const matching = (tables: Tables, viewer: Viewer, filter: QueueFilter): SQL | undefined => {
  const { registryComparisons: found, customers } = tables;
  return and(
    ...patternsOf(filter.q).map((pattern) => like(customers.search, pattern)),
    filter.register ? eq(found.register, filter.register) : undefined,
    filter.field ? differsIn(tables, filter.field) : undefined,
    filter.mine ? isMine(tables, viewer) : undefined,
  );
};

/** The status as it is now: that a business goes on is no news where no register has been asked before. */
function differsIn({ registryComparisons: found, customers }: Tables, field: QueuedField): SQL {
  return field === "businessStatus"
    ? sql`coalesce(${customers.businessStatus}, 'active') <> ${found.status}`
    : sql`${field} = any(${found.differing})`;
}
