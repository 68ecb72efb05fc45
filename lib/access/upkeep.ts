import "server-only";
import { and, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { customers, formKeys, sessions } from "@/db/schema/index";
import { tidyBlobs } from "./blobs";
import { unblocked } from "./blockers";

/** Takes away what has had its time: customers 30 days in the bin, ended sessions, old form keys, bytes of no file. */
export async function tidyUp(): Promise<void> {
  await db.delete(customers).where(and(lt(customers.deletedAt, sql`now() - interval '30 days'`), unblocked()));
  await db.delete(sessions).where(sql`${sessions.endsAt} < now() or ${sessions.idleUntil} < now()`);
  await db.delete(formKeys).where(lt(formKeys.createdAt, sql`now() - interval '24 hours'`));
  await tidyBlobs();
}
