import "server-only";
import { eq, sql } from "drizzle-orm";
import { settings } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { noInput } from "@/lib/fields";

/** The first steps are behind the organisation: nobody is shown them any more. */
export const putFirstStepsAway = command({
  may: "settings",
  on: settings,
  log: "firstSteps.putAway",
  input: noInput,
  async run({ tx, row }) {
    await tx
      .update(settings)
      .set({ firstStepsDone: true, version: sql`${settings.version} + 1` })
      .where(eq(settings.id, row.id));
    return { id: row.id };
  },
});
