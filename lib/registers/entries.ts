import "server-only";
import { asc, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  activityTypes,
  companyGroups,
  contactRoles,
  customerRoles,
  customerTypes,
  customFields,
  customOptions,
  keywords,
  projectRoles,
  salesStatuses,
  segmentGroups,
  segments,
  specialGroups,
  tags,
  teams,
} from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import type { Locale } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { letterFor } from "@/lib/roles/rules";
import { type Register, type RegisterName, registerOf } from "./rules";

/** Every register's table has at least what this one has, and a place where people choose the order. */
export type EntryTable = typeof segmentGroups;

const tableOf = {
  customFields,
  customOptions,
  customerTypes,
  contactRoles,
  customerRoles,
  projectRoles,
  keywords,
  activityTypes,
  salesStatuses,
  companyGroups,
  segmentGroups,
  segments,
  specialGroups,
  tags,
  teams,
} satisfies Record<RegisterName, unknown>;

export type Entries = {
  name: RegisterName;
  register: Register;
  table: EntryTable;
  within: PgColumn | undefined;
  /** Which rows a command may find, where deleted ones stay for the history. */
  among: (() => SQL) | undefined;
};

/** A register with its table, and the column its entries are kept within. */
export function entriesOf(name: RegisterName): Entries {
  const register = registerOf(name);
  const table = tableOf[name] as unknown as EntryTable;
  const columns: Record<string, PgColumn> = getTableColumns(table);
  const { deletedAt } = columns;
  const within = register.within ? columns[register.within] : undefined;
  return { name, register, table, within, among: deletedAt && (() => isNull(deletedAt)) };
}

export const places = (table: EntryTable) => [asc(table.position), asc(table.id)];

export async function nextPlace(tx: Transaction, table: EntryTable, among: SQL | undefined): Promise<number> {
  const [last] = await tx
    .select({ place: sql<number>`coalesce(max(${table.position}), 0)`.mapWith(Number) })
    .from(table)
    .where(among);
  return (last?.place ?? 0) + 1;
}

export const renew = (tx: Transaction, table: EntryTable, id: number, values: Values) =>
  tx
    .update(table)
    .set({ ...values, version: sql`${table.version} + 1` })
    .where(eq(table.id, id));

/** The letter of a role that was given none: one that no other role of the register has. */
export async function freeLetter(tx: Transaction, table: EntryTable, names: unknown, locale: Locale | null) {
  const rows = await tx.select({ letter: sql<string>`upper(letter)` }).from(table);
  const words = (names ?? {}) as Partial<Record<Locale, string>>;
  const name = (locale && words[locale]) ?? Object.values(words)[0] ?? "";
  return letterFor(name, new Set(rows.map(({ letter }) => letter)));
}

/** @throws Invalid where the entry is proposed first somewhere, or came with the product */
export function keepOffered(register: Register, row: Values) {
  if (row.builtIn) throw new Invalid({ "": { key: "builtInEntry" } });
  if (register.defaults?.some((mark) => row[mark])) throw new Invalid({ "": { key: "defaultNeeded" } });
}
