import { type Budget, budgets } from "./budgets.ts";
import { type Client, visitor } from "./client.ts";
import { costing, figure } from "./figures.ts";
import { download, sizeOf, waitingMeanwhile } from "./files.ts";
import type { App, Server } from "./server.ts";

const group = "/groups/3/export";
const list = "/customers?view=flat";

/** The list with twelve columns, as the budget says: eight of its own and four fields of the organisation's. */
const shown = "columns=shown";
const fieldsShown = 4;

/** Files that go out: how fast, with how much memory, and what others feel of it. */
export async function measureFiles(server: Server, app: App): Promise<void> {
  const [client, other] = [await visitor(app.base, "all"), await visitor(app.base, "all")];
  await server.run(app.database, `update custom_fields set on_list = id <= ${fieldsShown}`);
  await download(app, client, `${group}?format=xlsx&${shown}`);
  const pause = new Promise((resolve) => setTimeout(resolve, 3_000));
  const quiet = (await waitingMeanwhile(other, list, pause)).p95;
  const size = await sizeOf(client, `/customers/export?format=csv&${shown}`);
  for (const format of ["xlsx", "csv"] as const) {
    const path = `/customers/export?format=${format}&${shown}`;
    const name = `${format.toUpperCase()} of the list`;
    await measureExport(server, app, client, { name, path, ...size, budgets: budgetsOf(format) });
    const { p95 } = await waitingMeanwhile(other, list, download(app, client, path));
    const note = `${quiet.toFixed(0)} → ${p95.toFixed(0)} ms`;
    figure(`${name}: others’ list meanwhile (p95)`, "×", p95 / quiet, budgets.othersMeanwhile, note);
  }
  await server.run(app.database, "update custom_fields set on_list = true");
  const everything = await sizeOf(client, "/customers/export?format=csv");
  for (const format of ["xlsx", "csv"] as const) {
    const name = `${format.toUpperCase()} of everything`;
    await measureExport(server, app, client, { name, path: `/customers/export?format=${format}`, ...everything });
  }
  const members = await sizeOf(client, `${group}?format=csv`);
  await measureExport(server, app, client, { name: "XLSX of a group", path: `${group}?format=xlsx`, ...members });
}

const budgetsOf = (format: "xlsx" | "csv") => ({
  rows: format === "xlsx" ? budgets.xlsxRows : budgets.csvRows,
  firstByte: budgets.firstByte,
  memory: budgets.exportMemory,
});

type Wanted = {
  name: string;
  path: string;
  rows: number;
  columns: number;
  budgets?: Record<"rows" | "firstByte" | "memory", Budget>;
};

async function measureExport(server: Server, app: App, client: Client, wanted: Wanted): Promise<void> {
  const { name, path, rows, columns } = wanted;
  const [{ seconds, first, bytes, memory }, cpu] = await costing(server, app, () => download(app, client, path));
  const size = `${rows} rows × ${columns}, ${(bytes / 1e6).toFixed(1)} MB`;
  const note = `${size}, ${seconds.toFixed(2)} s, ${cpu.toFixed(1)} s CPU`;
  figure(name, "rows/s", rows / seconds, wanted.budgets?.rows, note);
  figure(`${name}: first byte`, "ms", first, wanted.budgets?.firstByte);
  figure(`${name}: memory on top`, "MB", memory, wanted.budgets?.memory);
}
