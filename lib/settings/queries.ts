import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import { registers } from "@/lib/registry/registers";
import { leftOutOf } from "@/lib/registry-checks/rules";
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

/**
 * How many customers in use, as far as they are open to the viewer, each register can be asked about, and how many lack
 * a number to ask by; and the latest check.
 */
export const registersInUse = query("settings", async ({ db, tables: { jobs, listedCustomers: listed } }) => {
  const everyRegister = registers.map(({ name }) => name);
  const leftOut = sql<string | null>`(${leftOutOf(listed, everyRegister)})`;
  const [counted, [lastCheck]] = await Promise.all([
    db
      .select({ country: listed.country, leftOut, n: sql<number>`count(*)`.mapWith(Number) })
      .from(listed)
      .groupBy(sql`1, 2`),
    db
      .select({ id: jobs.id, createdAt: jobs.createdAt, status: jobs.status })
      .from(jobs)
      .where(eq(jobs.kind, "registryCheck"))
      .orderBy(desc(jobs.id))
      .limit(1),
  ]);
  const countOf = (countries: readonly string[], reason: string | null) =>
    counted
      .filter((row) => row.leftOut === reason && countries.includes(row.country))
      .reduce((sum, { n }) => sum + n, 0);
  return {
    lastCheck: lastCheck ?? null,
    registers: registers.map((register) => ({
      register,
      checkable: countOf(register.countries, null),
      withoutId: countOf(register.countries, "noId"),
    })),
  };
});

/** What every switch is turned to. */
export const getSwitches = query("signed in", async ({ db, tables: { settings }, viewer }) => {
  if (!viewer.can("companies")) demand(viewer, "settings");
  const [row] = await db.select().from(settings);
  if (!row) throw new Error("no settings");
  const positions = Object.keys(switches).map((name) => [name, positionOf(row, name as SwitchName)]);
  return Object.fromEntries(positions) as Record<SwitchName, string>;
});

/** What to ask before a switch is turned; without its right it is not there. */
export const switchQuestions = query("signed in", async ({ db, viewer }, name: SwitchName, to: string) => {
  demand(viewer, switchOf(name).right);
  return switchDoubts(db, name, to);
});
