import "server-only";
import { statfs } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { isEnding } from "@/lib/server-front";

const longest = 1_000;
/** Bytes that have to be free under the database where it stands on this machine. */
const leastFree = 100e6;
const newest = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Whether requests may be sent here: this process is not ending, and within a second the database answers and has the
 * schema of this program; with a database of our own there is room on its disk.
 */
export async function isReady(): Promise<boolean> {
  if (isEnding()) return false;
  const late = new Promise<false>((resolve) => setTimeout(resolve, longest, false).unref());
  const fit = Promise.all([hasOurSchema(), hasRoom()]).then((all) => all.every(Boolean));
  return Promise.race([fit.catch(() => false), late]);
}

async function hasOurSchema(): Promise<boolean> {
  const { rows } = await db.execute<{ fits: boolean }>(
    sql`select coalesce(max(created_at) = ${newest}, false) as fits from drizzle.__drizzle_migrations`,
  );
  return rows[0]?.fits ?? false;
}

async function hasRoom(): Promise<boolean> {
  const folder = process.env.KUMPPANI_OWN_DATABASE;
  if (!folder) return true;
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize > leastFree;
}
