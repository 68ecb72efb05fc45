import "server-only";
import { and, eq, exists, gt, inArray, isNull, lt, not, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { registryComparisons as comparisons } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";

/**
 * Takes away comparisons that somebody opened on a card and left a day ago, and those closed 13 months ago. The last
 * decision of each customer stays: it says what need not be offered again.
 */
export async function tidyComparisons(tx: Transaction): Promise<void> {
  const { closedAs, closedAt, createdAt, customerId, id, queued } = comparisons;
  const later = alias(comparisons, "later");
  const laterDecision = tx
    .select({ one: sql`1` })
    .from(later)
    .where(and(eq(later.customerId, customerId), gt(later.id, id), inArray(later.closedAs, ["updated", "kept"])));
  const isLeft = and(not(queued), isNull(closedAt), lt(createdAt, sql`now() - interval '1 day'`));
  const isOld = and(
    lt(closedAt, sql`now() - interval '13 months'`),
    or(eq(closedAs, "replaced"), exists(laterDecision)),
  );
  await tx.delete(comparisons).where(or(isLeft, isOld));
}
