import type { Server } from "./server.ts";

/** A page that is measured, and whether its budget is that of the list and the card. */
export type Page = { name: string; path: string; kind: "list" | "card" | "matrix" | "other" };

/** Words by how often they come up. */
export const words = { frequent: "rakennus", middling: "huolto", rare: "rysdo", none: "qqqzzz" };

/** Who looks at the pages. */
export const reader = "all";

/**
 * The lightest page this person can get: shell, session, catalogs and a heading above an empty list. Budgets compare a
 * page with it, which leaves what the page itself costs: the more a person may do, the longer is the menu of every page.
 */
export const emptyPage = "/jobs";

/** The lightest page of all, for a person who may do nothing yet. */
export const barePage = { who: "none", path: "/" } as const;

/** The pages of a register, by what there is in it. */
export async function pagesOf(server: Server, database: string): Promise<Page[]> {
  const [facts] = await server.run<{ customer: string; pages: number; group: string }>(
    database,
    `select (select c.id from customers c where c.tab = 0 and c.parent_id is null and c.people <> '{}'
         and exists (select from projects where customer_id = c.id) and exists (select from invoices where customer_id = c.id)
       order by c.id limit 1) as customer,
       (select ceil(count(*) / 50.0)::int from customers where tab = 0) as pages,
       (select id from groups order by id offset 2 limit 1) as group`,
  );
  if (!facts) throw new Error("the register is empty");
  const { customer, pages, group } = facts;
  const deep = (share: number) => `/customers?view=flat&page=${Math.max(1, Math.floor(pages * share))}`;
  const list = (name: string, path: string): Page => ({ name, path, kind: "list" });
  const card = (name: string, tab: string): Page => ({
    name: `card: ${name}`,
    path: `/customers/${customer}${tab}`,
    kind: "card",
  });
  const other = (name: string, path: string): Page => ({ name, path, kind: "other" });
  return [
    list("list", "/customers?view=flat"),
    list("list, grouped", "/customers"),
    list("list by number", "/customers?sort=number"),
    list("list by owner", "/customers?sort=owner"),
    list("list by update", "/customers?sort=updated&direction=desc"),
    list("list, filtered", `/customers?view=flat&group=${group}&country=FI&type=1`),
    list("list, own field", "/customers?view=flat&custom.2=2"),
    list("search, frequent", `/customers?q=${words.frequent}`),
    list("search, middling", `/customers?q=${words.middling}`),
    list("search, rare", `/customers?q=${words.rare}`),
    list("search, none", `/customers?q=${words.none}`),
    list("search, two letters", "/customers?q=ry"),
    list("deep page, 50 %", deep(0.5)),
    list("deep page, 90 %", deep(0.9)),
    card("contact", ""),
    card("sales", "/sales"),
    card("collaboration", "/collaboration"),
    card("financials", "/financials"),
    card("settings", "/settings"),
    card("history", "/history"),
    { name: "matrix", path: "/responsibilities?view=grid", kind: "matrix" },
    other("responsible persons", "/responsible-persons"),
    other("contacts", "/contacts"),
    other("contacts, search", `/contacts?q=${words.middling}`),
    other("my day", "/"),
    other("groups", "/groups"),
    other("work orders", "/work-orders"),
    other("reports", "/reports"),
    other("report by group", "/reports?by=group"),
    other("report by owner", "/reports?by=owner&across=stage"),
    other("profitability", "/reports/financials"),
  ];
}
