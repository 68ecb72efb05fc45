import { budgets } from "./budgets.ts";
import { bringIn, doubtfulCustomer, save } from "./changes.ts";
import { visitor } from "./client.ts";
import { costing, figure } from "./figures.ts";
import { median } from "./page-costs.ts";
import { logSize, statementsSince } from "./plans.ts";
import type { App, Server } from "./server.ts";

export async function measureSaves(server: Server, app: App, times: number): Promise<void> {
  const client = await visitor(app.base, "all");
  const [{ p50, p95 }, cpu] = await costing(server, app, () => save(client, "777", times));
  figure("save of a customer: p50", "ms", p50);
  figure("save of a customer: p95", "ms", p95);
  figure("save of a customer and the form before: CPU", "ms", (cpu * 1000) / times);
}

/** What Postgres takes for the check alone, of several names. Needs an app whose statements are written down. */
export async function measureDuplicateCheck(server: Server, app: App): Promise<void> {
  const client = await visitor(app.base, "all");
  const names = await server.run<{ name: string }>(
    app.database,
    "select name from customers where id % 97 = 5 and tab = 0 order by id limit 12",
  );
  const times: number[] = [];
  for (const { name } of names) {
    const since = logSize(server);
    await doubtfulCustomer(client, `${name.slice(0, 4)}x${name.slice(4)}`);
    const check = statementsSince(server, since).filter(({ text }) => text.includes("likeness"));
    if (!check.length) throw new Error("a possible twin was not looked for");
    times.push(check.reduce((total, { milliseconds }) => total + milliseconds, 0));
  }
  const note = `worst of ${times.length}: ${Math.max(...times).toFixed(1)} ms`;
  figure("duplicate check of one save", "ms", median(times), budgets.duplicateCheck, note);
}

/** A file of new customers and some that are there already, through upload, columns and check. */
export async function measureImport(server: Server, app: App, rows: number): Promise<void> {
  const client = await visitor(app.base, "all");
  const [{ upload, check, run, created, rejected }, cpu] = await costing(server, app, () =>
    bringIn(server, app.database, client, rows),
  );
  const note = `${run.toFixed(1)} s; ${created} created, ${rejected} refused; all steps ${cpu.toFixed(1)} s CPU`;
  figure(`import of ${rows} rows: upload`, "s", upload);
  figure(`import of ${rows} rows: check`, "s", check);
  figure(`import of ${rows} rows`, "rows/s", rows / run, budgets.importRows, note);
}
