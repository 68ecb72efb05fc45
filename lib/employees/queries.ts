import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";

/** The places where the viewer is signed in, this one first. */
export const listMySessions = query("signed in", async ({ db, tables: { sessions }, viewer }) =>
  db
    .select({
      id: sessions.idHash,
      userAgent: sessions.userAgent,
      ip: sessions.ip,
      lastSeenAt: sessions.lastSeenAt,
      isThis: sql<boolean>`${sessions.idHash} = ${viewer.facts.sessionHash}`,
    })
    .from(sessions)
    .where(sql`${sessions.idleUntil} > now() and ${sessions.endsAt} > now()`)
    .orderBy(desc(eq(sessions.idHash, viewer.facts.sessionHash)), desc(sessions.lastSeenAt)),
);
