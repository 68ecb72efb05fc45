import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { calendarFeeds } from "@/db/schema/index";
import { viewerBehind } from "./sessions";
import type { Viewer } from "./viewer";

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A secret of 256 bits for an address, and the hash that is all we keep of it. */
export function newFeedSecret(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashOf(token) };
}

/**
 * Whose calendar feed has this secret, with the rights they hold now. Unknown, revoked, and of somebody who has left:
 * all the same null.
 */
export async function viewerOfFeed(token: string): Promise<Viewer | null> {
  const isThis = eq(calendarFeeds.tokenHash, hashOf(token));
  const found = await viewerBehind(
    db
      .select({
        employeeId: sql<number>`${calendarFeeds.employeeId}`.as("employee_id"),
        key: sql<string>`${calendarFeeds.tokenHash}`.as("key"),
        isStale: sql<boolean>`coalesce(${calendarFeeds.readAt} < now() - interval '5 minutes', true)`.as("is_stale"),
        viewAsId: sql<number | null>`null::bigint`.as("view_as_id"),
      })
      .from(calendarFeeds)
      .where(isThis)
      .as("opened"),
  );
  if (found?.isStale) await db.update(calendarFeeds).set({ readAt: sql`now()` }).where(isThis);
  return found?.viewer ?? null;
}
