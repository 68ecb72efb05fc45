import "server-only";
import { isNull } from "drizzle-orm";
import { query } from "@/lib/access/gate";

/** How many of our own companies are in use. */
export const countCompanies = query("settings", async ({ db, tables: { companies } }) =>
  db.$count(companies, isNull(companies.disabledAt)),
);
