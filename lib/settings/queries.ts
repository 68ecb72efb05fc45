import "server-only";
import { asc } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { switchDoubts } from "./doubts";
import { type SwitchName, switches, switchOf } from "./fields";
import { positionOf } from "./rules";

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

/** What every switch is turned to, and how many companies there are to see each other's customers. */
export const getSwitches = query("signed in", async ({ db, tables: { companies, settings }, viewer }) => {
  if (!viewer.can("settings") && !viewer.can("companies")) absent();
  const [row] = await db.select().from(settings);
  if (!row) throw new Error("no settings");
  const names = Object.keys(switches) as SwitchName[];
  const positions = Object.fromEntries(names.map((name) => [name, positionOf(row, name)])) as Record<
    SwitchName,
    string
  >;
  return { positions, companies: await db.$count(companies) };
});

/** What to ask before a switch is turned; without its right it is not there. */
export const switchQuestions = query("signed in", async ({ db, viewer }, name: SwitchName, to: string) => {
  if (!viewer.can(switchOf(name).right)) absent();
  return switchDoubts(db, name, to);
});

/** The companies of the organisation, in the order they came. */
export const listCompanies = query("settings", async ({ db, tables: { companies } }) =>
  db.select({ id: companies.id, name: companies.name }).from(companies).orderBy(asc(companies.id)),
);
