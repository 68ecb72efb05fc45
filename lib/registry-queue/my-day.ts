import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { isMine, onTab, type QueueTab } from "./filter";

/** More than these are not counted on. */
export const mostToldOf = 99;

/**
 * How many customers wait in the queue: those the viewer owns or answers for, and where none of these does, all within
 * reach. Each is counted up to one more than `mostToldOf`. Null without the right to decide. One statement.
 */
export const countMyQueue = query("registry", async ({ db, tables, viewer }) => {
  if (!viewer.can("customers.edit")) return null;
  const { customers, registryComparisons: found } = tables;
  const counted = (tab: QueueTab, whose?: SQL) => {
    const rows = db
      .select({ one: sql`1` })
      .from(found)
      .innerJoin(customers, eq(customers.id, found.customerId))
      .where(and(onTab(tables, tab), whose))
      .limit(mostToldOf + 1);
    return sql<number>`(select count(*) from (${rows}) counted)`.mapWith(Number);
  };
  const mine = isMine(tables, viewer);
  const [counts] = await db
    .select({
      myDifferences: counted("differences", mine),
      myCeased: counted("ceased", mine),
      differences: counted("differences"),
      ceased: counted("ceased"),
    })
    .from(sql`(select 1) once`);
  if (!counts) return null;
  const { myDifferences, myCeased, ...all } = counts;
  const isOwn = myDifferences + myCeased > 0;
  return { isOwn, ...(isOwn ? { differences: myDifferences, ceased: myCeased } : all) };
});
