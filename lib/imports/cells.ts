import { type Checked, type Problem, refuse } from "@/lib/errors";
import type { Row } from "@/lib/spreadsheets/read";
import type catalog from "@/messages/en.json";
import type { ImportField } from "./headings";

type NoteKey = keyof (typeof catalog)["import"]["note"];
export type Note = { key: NoteKey; params?: Problem["params"] };

/** What is to be said about one cell. A field that no column fills in has no `column`. */
export type Finding<What> = { line: number; customer: string; column: number | null; value: string; what: What };

/** The column of each field; a field that is not there is not in the file. */
export type Columns = ReadonlyMap<ImportField, number>;

export const columnsOf = (mapping: readonly (string | null)[]): Columns =>
  new Map(mapping.flatMap((field, column) => (field ? [[field as ImportField, column] as const] : [])));

/** Words with which other systems say that there is nothing; Excel's #N/A is one of them. */
const nothing = /^(?:null|\(null\)|\\n|#?n\/a|[-–—]+)$/i;
/** Excel shows these where a formula failed. */
const failed = /^#(?:REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/;

/** The cells of a row by field, and what is found about them. */
export class Cells {
  readonly problems: Finding<Problem>[] = [];
  readonly notes: Finding<Note>[] = [];
  readonly #row: Row;
  readonly #columns: Columns;

  constructor(row: Row, columns: Columns) {
    this.#row = row;
    this.#columns = columns;
  }

  has(field: ImportField): boolean {
    return this.#columns.has(field);
  }

  raw(field: ImportField): string {
    const column = this.#columns.get(field);
    const value = column === undefined ? "" : (this.#row.cells[column] ?? "").trim();
    return nothing.test(value) ? "" : value;
  }

  /** The value as it is stored; null when the cell is empty or refused. */
  read<T>(field: ImportField, check: (raw: string) => Checked<T>): T | null {
    const raw = this.raw(field);
    if (!raw) return null;
    const checked = failed.test(raw) ? refuse("checkValue") : check(raw);
    if (checked.ok) return checked.value;
    this.refuse(field, checked.problem);
    return null;
  }

  refuse(field: ImportField, problem: Problem): void {
    this.problems.push(this.#about(field, problem));
  }

  note(field: ImportField, note: Note): void {
    this.notes.push(this.#about(field, note));
  }

  slipped(expected: number): void {
    const { cells, line } = this.#row;
    const what: Problem = { key: "rowWidth", params: { count: cells.length, expected } };
    const column = Math.min(cells.length, expected);
    this.problems.push({ line, customer: this.raw("name"), column, value: cells[column] ?? "", what });
  }

  #about<What>(field: ImportField, what: What): Finding<What> {
    const column = this.#columns.get(field) ?? null;
    const value = column === null ? "" : (this.#row.cells[column] ?? "");
    return { line: this.#row.line, customer: this.raw("name"), column, value, what };
  }
}
