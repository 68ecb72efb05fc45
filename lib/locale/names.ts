import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Locale } from "@/lib/access/viewer";

/** The name a row of a register has in a language; where it has none, in another. */
export const nameIn = (names: SQLWrapper, locale: Locale): SQL<string> =>
  sql`coalesce(${names} ->> ${locale}, ${names} ->> 'en', ${names} ->> 'fi', ${names} ->> 'sv', ${names} ->> 'nl')`;
