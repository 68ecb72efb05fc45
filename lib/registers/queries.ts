import "server-only";
import { asc, count, countDistinct, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { query, type ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { holdsOn } from "@/lib/access/scopes";
import { isReferredTo } from "@/lib/access/uses";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { entryFields } from "./fields";
import { type Register, type RegisterName, registerOf } from "./rules";

export type Entry = {
  id: number;
  version: number;
  /** What it is called in the reader's language. */
  label: string;
  disabledAt: Date | null;
  /** In how many places open to the reader it is used. */
  used: number;
  /** Whether it is used where the reader may not look. */
  usedElsewhere: boolean;
  /** What its form holds, and where it belongs, by field. */
  values: Record<string, unknown>;
};

/** All entries of a register in their order, with where they are used. One statement. */
export const listEntries = query("settings", async ({ db, tables, viewer }, name: RegisterName, locale: Locale) => {
  const register = registerOf(name);
  const counted = usesOf({ db, tables, viewer }, register);

  const column = (field: string) => columnOf(tables, name, field);
  const { deletedAt } = tables[name] as { deletedAt?: PgColumn };
  const { defaults = [], facts = [] } = register;
  const held: string[] = [...Object.keys(entryFields[name]), ...defaults, ...facts];
  if (register.within) held.push(register.within);
  const label = held.includes("names") ? nameIn(column("names"), locale) : sql`${column("name")}`;
  const places = [register.within, register.isOrdered && "position"].filter((field) => typeof field === "string");
  const rows = await db
    .select({
      id: column("id"),
      version: column("version"),
      label,
      disabledAt: column("disabledAt"),
      used: sql`coalesce(${counted.uses}, 0)`.mapWith(Number),
      usedElsewhere: sql`${counted.uses} is null and ${usedSomewhere(register, column("id"))}`,
      values: Object.fromEntries(held.map((field) => [field, column(field)])),
    })
    .from(tables[name] as never)
    .leftJoin(counted, eq(counted.id, column("id")))
    .where(deletedAt && isNull(deletedAt))
    .orderBy(
      ...places.map((field) => asc(column(field))),
      sql`${label} collate ${sql.raw(`"${collationOf(locale)}"`)}`,
      asc(column("id")),
    );
  return rows as Entry[];
});

/** How often each entry is used, by its id. */
function usesOf({ db, tables, viewer }: ReadScope, { usedBy, per }: Register) {
  if (typeof usedBy !== "string") {
    const [usingTable, usingProperty] = usedBy;
    const column = (name: string) => columnOf(tables, usingTable, name);
    const reference = column(usingProperty);
    const isCurrent = () => holdsOn(viewer.facts.today, { validFrom: column("validFrom"), validTo: column("validTo") });
    return db
      .select({
        id: reference.getSQL().as("entry_id"),
        uses: (per ? countDistinct(column(per)) : count()).as("uses"),
      })
      .from(tables[usingTable] as never)
      .where(per ? isCurrent() : undefined)
      .groupBy(reference)
      .as("counted");
  }
  const { custom } = tables.customers;
  // Of a custom value only the ids of options are numbers: amounts are texts.
  const ids =
    usedBy === "custom keys"
      ? sql`(select jsonb_object_keys(${custom})::bigint as id from ${tables.customers}) used`
      : sql`(select jsonb_path_query(${custom}, 'lax $.*[*] ? (@.type() == "number")')::bigint as id from ${tables.customers}) used`;
  return db
    .select({ id: sql<number>`id`.as("entry_id"), uses: count().as("uses") })
    .from(ids)
    .groupBy(sql`id`)
    .as("counted");
}

/** Options and values of custom fields stay with the customers in reach. */
const usedSomewhere = ({ usedBy }: Register, id: PgColumn) =>
  typeof usedBy === "string" ? sql`false` : isReferredTo(...usedBy, id);

const columnOf = (tables: Tables, table: keyof Tables, name: string): PgColumn => {
  const column = (tables[table] as unknown as Record<string, PgColumn>)[name];
  if (!column) throw new Error(`${table} has no ${name}`);
  return column;
};
