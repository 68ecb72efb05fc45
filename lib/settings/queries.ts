import "server-only";
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

/** What the organisation is called, and its time zone. */
export const getOrganisation = query("settings", async ({ db, tables: { settings } }) => {
  const { id, version, organisationName, timeZone } = settings;
  const [row] = await db.select({ id, version, organisationName, timeZone }).from(settings);
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

/** What every switch is turned to. */
export const getSwitches = query("signed in", async ({ db, tables: { settings }, viewer }) => {
  if (!viewer.can("settings") && !viewer.can("companies")) absent();
  const [row] = await db.select().from(settings);
  if (!row) throw new Error("no settings");
  const positions = Object.keys(switches).map((name) => [name, positionOf(row, name as SwitchName)]);
  return Object.fromEntries(positions) as Record<SwitchName, string>;
});

/** What to ask before a switch is turned; without its right it is not there. */
export const switchQuestions = query("signed in", async ({ db, viewer }, name: SwitchName, to: string) => {
  if (!viewer.can(switchOf(name).right)) absent();
  return switchDoubts(db, name, to);
});
