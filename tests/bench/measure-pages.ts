import { look, scriptOfNext } from "./browser.ts";
import { budgets } from "./budgets.ts";
import { Client, visitor } from "./client.ts";
import { figure, ofPage } from "./figures.ts";
import { type Cost, costsOf, crowd, type Effort, median, type Visit } from "./page-costs.ts";
import { barePage, emptyPage, type Page, pagesOf, reader } from "./pages.ts";
import type { App, Server } from "./server.ts";

/** What pages cost, side by side with a register of 1,000 customers and one of 5,000. */
export async function measurePages(server: Server, big: App, effort: Effort): Promise<void> {
  const [small, middle] = [await server.serve("small"), await server.serve("middle")];
  const [pages, fewer] = [await pagesOf(server, "big"), await pagesOf(server, "small")];
  const [all, nobody] = [await visitor(big.base, reader), await visitor(big.base, barePage.who)];
  const [few, some] = [await visitor(small.base, reader), await visitor(middle.base, reader)];
  const visits: Visit[] = [
    { page: { name: "empty page", path: emptyPage }, app: big, client: all },
    { page: { name: "empty, without rights", path: barePage.path }, app: big, client: nobody },
    { page: { name: "list of 5,000", path: "/customers?view=flat" }, app: middle, client: some },
    { page: { name: "matrix of 5,000", path: "/responsibilities?view=grid" }, app: middle, client: some },
    ...pages.map((page) => ({ page, app: big, client: all })),
    ...fewer.map((page) => ({ page, app: small, client: few })),
  ];
  const [empty, bare, list, matrix, ...costs] = await costsOf(server, visits, effort);
  if (!empty || !bare || !list || !matrix) throw new Error("nothing was measured");
  tellCost("empty page", empty);
  tellCost("empty, without rights", bare);
  for (const [place, page] of pages.entries()) {
    const [cost, before] = [costs[place], costs[pages.length + place]];
    if (cost && before) tellPage(page, cost, before, empty);
  }
  tellCost("list of 5,000", list);
  tellCost("matrix of 5,000", matrix);
  figure("matrix of 5,000 × 300 against the list there", "×", sum(matrix) / sum(list), budgets.matrixAgainstList);
  await small.stop();
  await middle.stop();
}

const sum = ({ app, database }: Cost) => app + database;

function tellCost(page: string, { app, database, alone, html, gzip }: Cost): void {
  ofPage(page, "app", "ms", app);
  ofPage(page, "database", "ms", database);
  ofPage(page, "alone p50", "ms", alone.p50);
  ofPage(page, "alone p95", "ms", alone.p95);
  ofPage(page, "HTML", "KB", html / 1024);
  ofPage(page, "HTML, gzip", "KB", gzip / 1024);
}

function tellPage({ name, kind }: Page, cost: Cost, before: Cost, empty: Cost): void {
  tellCost(name, cost);
  const [light, flat] = ["list", "card"].includes(kind) ? [budgets.pageAgainstEmpty, budgets.growth] : [];
  ofPage(name, "against the empty page", "×", cost.app / empty.app, light);
  ofPage(name, "against 1,000 customers", "×", sum(cost) / sum(before), flat);
}

/** Eight at a time on one page, and how long signing in takes. */
export async function measureCrowds(server: Server, app: App, seconds: number): Promise<void> {
  for (const { name, path } of await pagesOf(server, app.database)) {
    if (!/^(list|list, filtered|search, middling|card: contact|matrix|contacts|my day)$/.test(name)) continue;
    const client = await visitor(app.base, reader, 8);
    const { p50, p95 } = await crowd(client, [path], { connections: 8, seconds });
    client.close();
    ofPage(name, "with seven others p50", "ms", p50);
    ofPage(name, "with seven others p95", "ms", p95);
  }
  const waits: number[] = [];
  for (let time = 0; time < 7; time++) waits.push((await new Client(app.base).signIn(reader)).whole);
  figure("sign-in", "ms", median(waits));
}

/** Twenty at a time on the list for a minute: nobody is turned away. */
export async function measureLoad(app: App): Promise<void> {
  const client = await visitor(app.base, reader, 20);
  const paths = ["/customers?view=flat", "/customers"];
  const { p50, p95, failures, perSecond } = await crowd(client, paths, { connections: 20, seconds: 60 });
  client.close();
  figure("twenty at a time: list p50", "ms", p50);
  figure("twenty at a time: list p95", "ms", p95, undefined, `${perSecond.toFixed(0)} a second`);
  figure("twenty at a time: no page", "answers", failures, budgets.failures);
}

/** What a browser fetches and when it shows rows, on one page of each sort. */
export async function measureBrowser(server: Server, app: App, times: number): Promise<void> {
  const next = await scriptOfNext();
  const pages = (await pagesOf(server, app.database)).filter(({ name }) => !/^(list |deep|search, [frn])/.test(name));
  figure("script of Next alone, gzip", "KB", next / 1024);
  for (const { name, script, all, rows } of await look(app, reader, pages, times)) {
    ofPage(name, "our script", "KB", (script - next) / 1024, budgets.ownScript);
    ofPage(name, "everything fetched", "KB", all / 1024);
    ofPage(name, "rows are there", "ms", rows);
  }
}
