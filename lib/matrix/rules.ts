import type { Subject, Tie } from "@/lib/responsibilities/rules";

/** As `Tie`, of whom it is, and of its note only that there is one. */
export type MatrixTie = Omit<Tie, "note"> & { employeeId: number; hasNote: boolean };

export type MatrixProject = {
  id: number;
  number: string;
  name: string;
  isClosed: boolean;
  managerId: number | null;
  /** How many answer for it today, its manager among them. */
  count: number;
  ties: MatrixTie[];
};

/** What a cell is made of: the ties of one employee with one customer or project that have not ended. */
export type Cell = {
  /** Owner of the customer, or manager of the project: replaced, never taken away. */
  isOwner: boolean;
  ties: readonly MatrixTie[];
};

/** Whether one press takes it all away: a tick without role, dates or note. */
export const isPlainCell = ({ isOwner, ties }: Cell): boolean =>
  !isOwner &&
  ties.every(({ roleId, validFrom, validTo, hasNote }) => !hasNote && (roleId ?? validFrom ?? validTo) === null);

/** A panel of the matrix about one row, or about one employee in it: "role.customer.12", "cell.project.7.34". */
export const panelOf = (panel: "cell" | "owner" | "role" | "bulk.row", subject: Subject, ...ids: number[]): string =>
  [panel, subject, ...ids].join(".");

/** How heavy a column is, compared with the others that answer for anybody: one and a half, or twice as much. */
export function heatOf(load: number, loads: readonly number[]): "busy" | "full" | null {
  const held = loads.filter((one) => one > 0);
  const usual = held.reduce((sum, one) => sum + one, 0) / (held.length || 1);
  if (held.length < 3 || load < 5) return null;
  return load >= 2 * usual ? "full" : load >= 1.5 * usual ? "busy" : null;
}
