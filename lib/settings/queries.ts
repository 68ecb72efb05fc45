import "server-only";
import { query } from "@/lib/access/gate";

/** Which fields every contact must have. */
export const getContactRules = query("settings", async ({ db, tables: { settings } }) => {
  const [row] = await db
    .select({ id: settings.id, version: settings.version, requiredContactFields: settings.requiredContactFields })
    .from(settings);
  if (!row) throw new Error("no settings");
  return row;
});
