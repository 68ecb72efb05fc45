import "server-only";
import { eq, sql } from "drizzle-orm";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { contactRulesInput } from "./fields";

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
