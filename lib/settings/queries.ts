import "server-only";
import { asc } from "drizzle-orm";
import { query } from "@/lib/access/gate";

/** Which fields every contact must have. */
export const getContactRules = query("settings", async ({ db, tables: { settings } }) => {
  const [row] = await db
    .select({ id: settings.id, version: settings.version, requiredContactFields: settings.requiredContactFields })
    .from(settings);
  if (!row) throw new Error("no settings");
  return row;
});

/** How new customers get their numbers. */
export const getNumbering = query("settings", async ({ db, tables: { settings } }) => {
  const { id, version, numberingMode, numberingStart, numberingPadding, numericOnly } = settings;
  const [row] = await db
    .select({ id, version, numberingMode, numberingStart, numberingPadding, numericOnly })
    .from(settings);
  if (!row) throw new Error("no settings");
  return row;
});

/** What is on for everybody, and how many companies there are to see each other's customers. */
export const getSwitches = query("settings", async ({ db, tables: { companies, settings } }) => {
  const { showOtherCompanies, maskOtherCompanies, groupRequired } = settings;
  const [row] = await db.select({ showOtherCompanies, maskOtherCompanies, groupRequired }).from(settings);
  if (!row) throw new Error("no settings");
  return { ...row, companies: await db.$count(companies) };
});

/** The companies of the organisation, in the order they came. */
export const listCompanies = query("settings", async ({ db, tables: { companies } }) =>
  db.select({ id: companies.id, name: companies.name }).from(companies).orderBy(asc(companies.id)),
);
