import type { Row } from "@/lib/spreadsheets/read";
import { letterOf } from "@/lib/spreadsheets/workbook";

/** Columns before the employees: number and name of the customer, and in a file with projects theirs. */
const leading = { customers: 2, projects: 4 };

/** A column of an employee, as the file says it: the address where there is one, else what stands above. */
export type PersonColumn = { at: number; address: string; text: string; email: string | null };
/** A row of the file; `project` is the number of a project below the customer. */
export type MatrixLine = {
  line: number;
  number: string;
  name: string;
  project: string | null;
  cells: readonly string[];
};
export type ReadMatrix = { persons: PersonColumn[]; lines: MatrixLine[] };

/** Finds customers, projects and employees in the rows of a workbook or .csv, as an export of the matrix has them. */
export function readMatrix(head: readonly string[], rows: readonly Row[]): ReadMatrix {
  const [first, ...others] = rows;
  const hasAddresses = first !== undefined && !textAt(first.cells, 0) && first.cells.some((cell) => emailIn(cell));
  const addresses = hasAddresses ? first : null;
  const said = head.map((heading, at) => emailIn(textAt(addresses?.cells ?? [], at)) ?? emailIn(heading));
  const start = said.findIndex((email) => email !== null);
  const withProjects = start >= leading.projects;
  const from = start < 0 ? leading.customers : start;
  const persons = head.flatMap((heading, at) => {
    if (at < from || (!heading && !said[at])) return [];
    const email = said[at] ?? null;
    const isBelow = addresses !== null && textAt(addresses.cells, at) !== "";
    const address = addressOf(at, isBelow ? addresses.line : 1);
    return [{ at, address, email, text: isBelow ? textAt(addresses.cells, at) : heading }];
  });
  const lines = (hasAddresses ? others : rows).map(({ line, cells }) => ({
    line,
    number: textAt(cells, 0),
    name: textAt(cells, 1),
    project: (withProjects && textAt(cells, leading.customers)) || null,
    cells,
  }));
  return { persons, lines };
}

/** "D17": the column counted from 0, the row as the sheet counts it. */
export const addressOf = (at: number, line: number): string => `${letterOf(at)}${line}`;

export const textAt = (cells: readonly string[], at: number): string => (cells[at] ?? "").trim();

const emailIn = (text: string): string | null =>
  text.length <= 500 ? (/[^\s<>()@;,]+@[^\s<>()@;,]+/.exec(text)?.[0].toLowerCase() ?? null) : null;
