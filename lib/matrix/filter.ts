import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { type CustomerFilter, customerFilter, filterQuery, inTab, matching } from "@/lib/customers/filter";
import { type Grouping, groupingOf, groupingText, inGrouping } from "@/lib/groupings/filter";
import { idOf, known, oneOf, type Params, soughtQuery } from "@/lib/list-address";

const views = ["auto", "grid", "list"] as const;
/** Customers and employees on a page where the address does not say, and the most it may ask for. */
export const usualSize = { rows: 25, columns: 40 };
const largest = { rows: 50, columns: 100 };
/** What the address says of the customers in the words of their list. */
const customerWords = ["q", "owner", "responsible", "role", "roles"];

/** What the address of the matrix may say. Nonsense becomes the default, never an error. */
export type MatrixFilter = {
  /** "auto" is the grid, and on phones a choice of whose list to see. */
  view: (typeof views)[number];
  /**
   * Which customers, in the words of their list, over all that are not archived: of an owner, of a responsible person
   * ("none" = nobody answers), with a role that somebody has today.
   */
  customers: CustomerFilter;
  grouping: Grouping | null;
  /** Customers of the groups that this employee sells. */
  seller: number | null;
  /** Employees of this team only. */
  team: number | null;
  /** This employee only. */
  employee: number | null;
  /** One customer only. */
  customer: number | null;
  /** Open projects as rows below their customers; with `closed` the closed ones too. */
  projects: boolean;
  closed: boolean;
  /** Letters of roles in the cells instead of one tick. */
  byRole: boolean;
  /** Page of customers and of employees, from 1, and how many of each are on one. */
  page: number;
  columnPage: number;
  rows: number;
  columns: number;
  /** The last customer seen; without it `page` is a jump. */
  after: string | null;
};

export function matrixFilter(params: Params): MatrixFilter {
  const one = (name: string) => oneOf(params, name);
  const ofCustomers = Object.fromEntries(customerWords.map((name) => [name, params[name]]));
  const size = (name: "rows" | "columns") => Math.min(idOf(one(name)) ?? usualSize[name], largest[name]);
  const page = (name: string) => Math.min(idOf(one(name)) ?? 1, 100_000);
  return {
    view: known(views, one("view")) ?? "auto",
    customers: { ...customerFilter(ofCustomers), tab: null },
    grouping: groupingOf(one("grouping")),
    seller: idOf(one("seller")),
    team: idOf(one("team")),
    employee: idOf(one("employee")),
    customer: idOf(one("customer")),
    projects: one("projects") !== "",
    closed: one("projects") !== "" && one("closed") !== "",
    byRole: one("byRole") !== "",
    page: page("page"),
    columnPage: page("columnPage"),
    rows: size("rows"),
    columns: size("columns"),
    after: one("after") || null,
  };
}

/** The filter as an address says it; what is the default is left out. */
export function matrixQuery(filter: MatrixFilter) {
  const { view, customers, grouping, seller, team, employee, customer, projects, closed, byRole } = filter;
  const { q, owner, responsible } = filterQuery(customers);
  return {
    view: view === "auto" ? null : view,
    ...{ q, grouping: groupingText(grouping), seller, team, employee, owner, responsible },
    ...soughtQuery("role", customers.role),
    customer,
    projects: projects ? "on" : null,
    closed: closed ? "on" : null,
    byRole: byRole ? "on" : null,
    columnPage: filter.columnPage > 1 ? filter.columnPage : null,
    rows: filter.rows === usualSize.rows ? null : filter.rows,
    columns: filter.columns === usualSize.columns ? null : filter.columns,
    page: filter.page > 1 ? filter.page : null,
    after: filter.after,
  };
}

/** What the filter says of the customers, without their tab; undefined = nothing. */
export function asked(viewer: Viewer, customers: ListedCustomers, filter: MatrixFilter): SQL | undefined {
  const { grouping, seller, customer } = filter;
  const { groupSellers } = visibleTables(viewer);
  return and(
    matching(viewer, customers, filter.customers),
    inGrouping(viewer, customers, grouping),
    customer === null ? undefined : eq(customers.id, customer),
    seller === null
      ? undefined
      : sql`${customers.groupId} = any(array(
          select ${groupSellers.groupId} from ${groupSellers} where ${groupSellers.employeeId} = ${seller}))`,
  );
}

/** The customers of the matrix, without their tab: those of the list whose responsibles the viewer may know. */
export const inMatrix = (viewer: Viewer, customers: ListedCustomers, filter: MatrixFilter): SQL | undefined =>
  and(sql`${customers.seenIndex}`, sql`${customers.unmasked}`, asked(viewer, customers, filter));

/** As `inMatrix`, over all that are not archived. */
export const wantedInMatrix = (viewer: Viewer, customers: ListedCustomers, filter: MatrixFilter): SQL | undefined =>
  and(inTab(customers, null), inMatrix(viewer, customers, filter));
