import type { Command } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { type LineField, lineFieldNames } from "@/lib/invoices/fields";
import type { Outcome } from "@/lib/outcome";

type Values = Record<string, unknown>;

const part = /^lines\.(\d{1,3})\.(\w+)$/;

/** What a form posts line by line ("lines.0.unit") as one list; how many rows it showed is nobody else's business. */
export function collected({ rows: _rows, more: _more, ...values }: Values): Values {
  const lines: Record<string, unknown>[] = [];
  const rest: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const [, row, field] = part.exec(name) ?? [];
    if (row === undefined || field === undefined) rest[name] = value;
    else lines[Number(row)] = { ...lines[Number(row)], [field]: value };
  }
  return lines.length ? { ...rest, lines: Array.from(lines, (line) => line ?? null) } : rest;
}

/** The other way round, over the rows that were posted. */
export function spread(lines: readonly Partial<Record<LineField, unknown>>[], rows = 0): Record<string, string> {
  const length = Math.max(lines.length, rows);
  const values = Array.from({ length }, (_, row) =>
    lineFieldNames
      .filter((field) => field !== "vat" || row < lines.length)
      .map((field) => [`lines.${row}.${field}`, String(lines[row]?.[field] ?? "")]),
  );
  return Object.fromEntries(values.flat());
}

/** A command that takes `lines`, for a form that posts them one by one. */
export function withLines<Result>(command: Command<Result>): Command<Result> {
  const door = async (viewer: Viewer, values: Values): Promise<Outcome<Result>> => {
    const outcome = await command(viewer, collected(values));
    if (outcome.ok || !Array.isArray(outcome.fresh?.lines)) return outcome;
    const { lines, ...fresh } = outcome.fresh;
    const shown = Math.max(lines.length, Number(values.rows) || 0);
    return { ...outcome, fresh: { ...fresh, rows: shown, ...spread(lines, shown) } };
  };
  return Object.assign(door, { permission: command.permission, log: command.log });
}
