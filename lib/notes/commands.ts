import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { activityParticipants } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";

/** A mention is put away from one's own day; the note stays as it is. Put away twice is put away once. */
export const putMentionAway = command({
  may: "customers.read",
  on: activityParticipants,
  log: "mention.putAway",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (row.employeeId !== viewer.employeeId) absent();
    const { id } = activityParticipants;
    await tx
      .update(activityParticipants)
      .set({ seenAt: row.seenAt ?? new Date() })
      .where(eq(id, row.id));
    return { id: row.id };
  },
});
