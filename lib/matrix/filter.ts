import { type CustomerFilter, customerFilter, filterQuery } from "@/lib/customers/filter";
import { idOf, known, oneOf, type Params } from "@/lib/list-address";

const views = ["grid", "list"] as const;
/** Customers and employees on a page where the address does not say, and the most it may ask for. */
export const usualSize = { rows: 25, columns: 40 };
const largest = { rows: 50, columns: 100 };
/** What the address says of the customers in the words of their list. */
const customerWords = [
  "q",
  "group",
  "special",
  "specials",
  "segment",
  "segments",
  "companyGroup",
  "owner",
  "responsible",
];

/** What the address of the matrix may say. Nonsense becomes the default, never an error. */
export type MatrixFilter = {
  view: (typeof views)[number];
  /** Which customers: the filter of their list, over all that are not archived. `responsible` "none" = nobody answers. */
  customers: CustomerFilter;
  /** Customers of the groups that this employee sells. */
  seller: number | null;
  /** Customers where somebody has this customer role today. */
  role: number | null;
  /** Employees of this team only. */
  team: number | null;
  /** This employee only. */
  employee: number | null;
  /** One customer only: what a phone shows when one is picked. */
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
};

export function matrixFilter(params: Params): MatrixFilter {
  const one = (name: string) => oneOf(params, name);
  const ofCustomers = Object.fromEntries(customerWords.map((name) => [name, params[name]]));
  const size = (name: "rows" | "columns") => Math.min(idOf(one(name)) ?? usualSize[name], largest[name]);
  const page = (name: string) => Math.min(idOf(one(name)) ?? 1, 100_000);
  return {
    view: known(views, one("view")) ?? "grid",
    customers: { ...customerFilter(ofCustomers), tab: null },
    seller: idOf(one("seller")),
    role: idOf(one("role")),
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
  };
}

/** The filter as an address says it; what is the default is left out. */
export function matrixQuery(filter: MatrixFilter) {
  const { view, customers, seller, role, team, employee, customer, projects, closed, byRole } = filter;
  const ofCustomers = Object.entries(filterQuery(customers)).filter(([name]) => customerWords.includes(name));
  return {
    view: view === "grid" ? null : view,
    ...Object.fromEntries(ofCustomers),
    ...{ seller, role, team, employee, customer },
    projects: projects ? "on" : null,
    closed: closed ? "on" : null,
    byRole: byRole ? "on" : null,
    page: filter.page > 1 ? filter.page : null,
    columnPage: filter.columnPage > 1 ? filter.columnPage : null,
    rows: filter.rows === usualSize.rows ? null : filter.rows,
    columns: filter.columns === usualSize.columns ? null : filter.columns,
  };
}
