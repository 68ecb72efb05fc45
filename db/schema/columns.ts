import { isNull, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, customType, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

/** The key every table has: a number of the database's own making. */
export const id = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey();

/** A reference to another table's id. */
export const ref = () => bigint({ mode: "number" });

/** A moment, kept with its time zone. */
export const moment = () => timestamp({ withTimezone: true });

/** Any value as JSON. Drizzle's own jsonb parses what the driver has parsed already, so that the text "2" came back as 2. */
export const anyValue = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "jsonb",
  toDriver: (value) => JSON.stringify(value ?? null),
});

/**
 * Words in four languages that no two rows share in any of them; `within` narrows it, for example to one kind, and
 * `deletedAt` to the rows that are still there.
 */
export const wordsOnce = (table: string, names: AnyPgColumn, within?: AnyPgColumn, deletedAt?: AnyPgColumn) =>
  ["fi", "sv", "nl", "en"].map((language) => {
    const words = sql`lower(${names} ->> '${sql.raw(language)}')`;
    const index = uniqueIndex(`${table}_${language}_unique`);
    const named = within ? index.on(within, words) : index.on(words);
    return deletedAt ? named.where(isNull(deletedAt)) : named;
  });
