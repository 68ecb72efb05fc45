import "server-only";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { contactRulesInput, numberingInput, switchInput } from "./fields";

/** Saves what a form of the settings sends. */
const saved = <Input extends z.ZodType<Partial<typeof settings.$inferInsert>>>(input: Input) =>
  command({
    may: "settings",
    on: settings,
    log: "settings.updated",
    input,
    async run({ tx, row }, values) {
      await tx
        .update(settings)
        .set({ ...values, version: sql`${settings.version} + 1` })
        .where(eq(settings.id, row.id));
      return { id: row.id };
    },
  });

/** What contacts have to have counts from their next change on; those that lack it stay as they are. */
export const saveContactRules = saved(contactRulesInput);

/** Counts for numbers given from now on. Those that customers have stay (decisions 7.8). */
export const saveNumbering = saved(numberingInput);

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
