import { type Figure, inWords, isMet } from "./budgets.ts";
import type { WholeRead } from "./plan-check.ts";

/** Columns of the table of pages: the figure, and what stands above it. */
const columns: Record<string, string> = {
  app: "app ms",
  database: "db ms",
  "against the empty page": "× empty",
  "against 1,000 customers": "× 1,000",
  statements: "stmts",
  "alone p50": "p50",
  "alone p95": "p95",
  "with seven others p50": "p50 of 8",
  "with seven others p95": "p95 of 8",
  HTML: "HTML KB",
  "HTML, gzip": "gzip KB",
  "our script": "script KB",
  "rows are there": "rows ms",
};

export const allMet = (figures: Figure[]): boolean => figures.every((figure) => isMet(figure) !== false);

/** Writes a line for each page and one for each other figure, what was missed with an exclamation mark. */
export function print(figures: Figure[], reads: WholeRead[], size: number): void {
  const pages = [...new Set(figures.flatMap(({ page }) => page ?? []))];
  console.log(
    `\n${size} customers. Milliseconds of processor time per request (app, db), of waiting (p50, p95, rows).\n`,
  );
  if (pages.length) console.log(line("", Object.values(columns)));
  for (const page of pages)
    console.log(
      line(
        page,
        Object.keys(columns).map((name) => cellOf(figures, page, name)),
      ),
    );
  console.log();
  for (const figure of figures.filter(({ page }) => !page)) console.log(lineOf(figure));
  printMissed(figures);
  printReads(reads);
}

const line = (head: string, cells: string[]) => head.padEnd(24) + cells.map((cell) => cell.padStart(10)).join("");

function cellOf(figures: Figure[], page: string, name: string): string {
  const figure = figures.find((one) => one.page === page && one.name === name);
  return figure ? `${isMet(figure) === false ? "! " : ""}${rounded(figure.measured)}` : "";
}

function printMissed(figures: Figure[]): void {
  const judged = figures.filter(({ budget }) => budget);
  const missed = judged.filter((figure) => !isMet(figure));
  console.log(`\n${judged.length - missed.length} of ${judged.length} budgets met.`);
  for (const figure of missed) console.log(lineOf(figure));
}

/** Each read once, with all who had to make it. */
function printReads(reads: WholeRead[]): void {
  const byRead = Map.groupBy(reads, ({ page, read }) => `${page}: ${read}`);
  for (const [read, all] of byRead) {
    const who = [...new Set(all.map((one) => one.who))].join(", ");
    console.log(`  ${read}, as ${who}\n      ${all[0]?.statement.replace(/\s+/g, " ").slice(0, 160)}`);
  }
}

function lineOf(figure: Figure): string {
  const met = isMet(figure);
  const mark = met === null ? "      " : met ? "ok    " : "MISSED";
  const name = [figure.page, figure.name].filter(Boolean).join(": ");
  const value = `${rounded(figure.measured)} ${figure.unit}`.padStart(18);
  return `${mark} ${name.padEnd(58)}${value}  ${inWords(figure.budget).padEnd(10)} ${figure.note ?? ""}`.trimEnd();
}

const rounded = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
