import { bigint, timestamp } from "drizzle-orm/pg-core";

/** The key every table has: a number of the database's own making. */
export const id = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey();

/** A reference to another table's id. */
export const ref = () => bigint({ mode: "number" });

/** A moment, kept with its time zone. */
export const moment = () => timestamp({ withTimezone: true });
