import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { calendarFeeds } from "@/db/schema/index";
import { command } from "@/lib/access/gate";

/** Gives the viewer a feed under a new secret; the address of before leads nowhere from now on. */
export const renewFeed = command({
  may: "signed in",
  subject: calendarFeeds,
  log: "calendarFeed.renewed",
  input: z.strictObject({ tokenHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  async run({ tx, viewer }, { tokenHash }) {
    const fresh = { tokenHash, createdAt: sql`now()`, readAt: null };
    const [feed] = await tx
      .insert(calendarFeeds)
      .values({ ...fresh, employeeId: viewer.employeeId })
      .onConflictDoUpdate({ target: calendarFeeds.employeeId, set: fresh })
      .returning({ id: calendarFeeds.id });
    if (!feed) throw new Error("no feed");
    return feed;
  },
});

/** The address leads nowhere from now on. */
export const revokeFeed = command({
  may: "signed in",
  on: calendarFeeds,
  log: "calendarFeed.revoked",
  input: z.strictObject({}),
  async run({ tx, row }) {
    await tx.delete(calendarFeeds).where(eq(calendarFeeds.id, row.id));
    return { id: row.id };
  },
});
