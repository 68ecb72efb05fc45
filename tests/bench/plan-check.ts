import { type Client, visitor } from "./client.ts";
import { reaches } from "./fill-base.ts";
import { type Page, words } from "./pages.ts";
import { bigTables, isOfPage, logSize, type Statement, statementsSince, wholeReads } from "./plans.ts";
import type { App, Server } from "./server.ts";

/** What may read everything, and why. */
const exceptions: { page: RegExp; table: RegExp; because: string }[] = [
  { page: /^(report|profitability)/, table: /./, because: "a report counts everybody" },
  { page: /^coverage$/, table: /./, because: "it counts in how many of all customers each role has nobody" },
  { page: /^export/, table: /./, because: "an export takes everybody along" },
  { page: /^deep page/, table: /Index Only Scan/, because: "a jump walks its index to where it goes, ids first" },
];

export type WholeRead = { who: string; page: string; read: string; statement: string };
type Slow = { who: string; page: string; milliseconds: number };
type Checked = {
  reads: WholeRead[];
  excused: number;
  statements: Map<string, number>;
  tried: number;
  /** Pages that took Postgres longest, all their statements together. */
  slowest: Slow[];
};

/** Reads that every reach makes; `pages` are those of the one who sees all. */
const hotReads = (pages: Page[]): Page[] => [
  ...pages,
  { name: "matrix, nobody answers", path: "/responsibilities?view=grid&responsible=none", kind: "other" },
  { name: "list of prospects", path: "/customers?view=flat&tab=prospects", kind: "other" },
  { name: "list by number, descending", path: "/customers?sort=number&direction=desc", kind: "other" },
  { name: "contacts by update", path: "/contacts?sort=updated&direction=desc", kind: "other" },
  { name: "responsible persons by person", path: "/responsible-persons?sort=person", kind: "other" },
  { name: "responsible persons, search", path: `/responsible-persons?q=${words.rare}`, kind: "other" },
  { name: "coverage", path: "/responsibilities/coverage", kind: "other" },
  { name: "export", path: `/customers/export?format=csv&q=${words.rare}`, kind: "other" },
];

/**
 * Asks for every hot page as a person of every reach, on an app whose statements Postgres explains, and looks for big
 * tables that were read from end to end. What is not there for somebody is no fault.
 * @returns also how many statements each page takes for who sees all, without those that find out who asks
 */
export async function checkPlans(server: Server, app: App, pages: Page[]): Promise<Checked> {
  const big = await bigTables(server, app.database);
  const checked: Checked = { reads: [], excused: 0, statements: new Map(), tried: 0, slowest: [] };
  const slow: Slow[] = [];
  // The first to ask waits for what the app keeps afterwards; nobody counts that.
  const first = await visitor(app.base, "all");
  for (const page of hotReads(pages)) await first.get(page.path);
  for (const who of reaches.filter((reach) => reach !== "none")) await checkReach(who, who);
  await server.run(app.database, "update settings set show_other_companies = true");
  await checkReach("company", "basic sight");
  await server.run(app.database, "update settings set mask_other_companies = true");
  await checkReach("mine", "basic sight, masked");
  await server.run(app.database, "update settings set show_other_companies = false, mask_other_companies = false");
  checked.slowest = slow.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
  return checked;

  async function checkReach(who: string, named: string): Promise<void> {
    const client = await visitor(app.base, who);
    for (const page of hotReads(pages)) {
      const { status, statements } = await statementsOf(client, page);
      if (status >= 500) checked.reads.push({ who: named, page: page.name, read: `answers ${status}`, statement: "" });
      checked.tried += statements.length;
      const milliseconds = statements.reduce((total, statement) => total + statement.milliseconds, 0);
      slow.push({ who: named, page: page.name, milliseconds });
      if (named === "all") checked.statements.set(page.name, statements.length);
      for (const statement of statements) note(named, page, statement);
    }
    client.close();
  }

  async function statementsOf(client: Client, page: Page): Promise<{ status: number; statements: Statement[] }> {
    const since = logSize(server);
    const { status } = await client.get(page.path);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { status, statements: statementsSince(server, since).filter(isOfPage) };
  }

  function note(who: string, page: Page, statement: Statement): void {
    for (const read of wholeReads(statement, big)) {
      if (exceptions.some((one) => one.page.test(page.name) && one.table.test(read))) checked.excused++;
      else checked.reads.push({ who, page: page.name, read, statement: statement.text.slice(0, 300) });
    }
  }
}
