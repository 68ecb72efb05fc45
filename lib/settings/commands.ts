import "server-only";
import { eq, sql } from "drizzle-orm";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { contactRulesInput, numberingInput, switchInput } from "./fields";

/** What contacts have to have counts from their next change on; those that lack it stay as they are. */
export const saveContactRules = command({
  may: "settings",
  on: settings,
  log: "settings.updated",
  input: contactRulesInput,
  async run({ tx, row }, input) {
    await tx
      .update(settings)
      .set({ ...input, version: sql`${settings.version} + 1` })
      .where(eq(settings.id, row.id));
    return { id: row.id };
  },
});

/** Counts for numbers given from now on. Those that customers have stay (decisions 7.8). */
export const saveNumbering = command({
  may: "settings",
  on: settings,
  log: "settings.updated",
  input: numberingInput,
  async run({ tx, row }, input) {
    await tx
      .update(settings)
      .set({ ...input, version: sql`${settings.version} + 1` })
      .where(eq(settings.id, row.id));
    return { id: row.id };
  },
});

/** Turns one thing on or off for everybody, from their next click. Turning it back is the same the other way round. */
export const flipSwitch = command({
  may: "settings",
  on: settings,
  log: "settings.switched",
  input: switchInput,
  async run({ tx, row }, { name, to }) {
    await tx
      .update(settings)
      .set({ [name]: to === "on", version: sql`${settings.version} + 1` })
      .where(eq(settings.id, row.id));
    return { id: row.id };
  },
});
