import "server-only";
import { and, lt, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { countReached, waysApart } from "@/lib/access/reached-count";
import { type ListWish, type LongSums, listFiguresOf, longSums } from "@/lib/key-figures/parts";
import { type CustomerFilter, type CustomerTab, inTab, matching, tabNumbers } from "./filter";
import { isFoundFirst } from "./walk";

/** Customers are counted up to here; one more means "more". */
export const mostCounted = 10_000;

/**
 * The statement behind the tabs: customers of each, key figures, and which sums take long.
 * @param known what was known of those before
 */
export function tabsAsked(scope: ReadScope, filter: CustomerFilter, figures: ListWish, known: LongSums) {
  const { db, tables, viewer } = scope;
  const customers = tables.listedCustomers;
  const condition = matching(viewer, customers, filter);
  const upToLimit = (among: SQL) =>
    db
      .select({ tab: customers.tab })
      .from(customers)
      .where(and(among, condition))
      .limit(mostCounted + 1);
  const walked = (tab: CustomerTab) => sql`(select count(*) from (${upToLimit(inTab(customers, tab))}) counted)`;
  const select = (
    reader: Pick<ReadScope["db"], "select">,
    counted: (tab: CustomerTab) => SQL,
    from: SQL,
    active?: SQL,
  ) => {
    const count = (tab: CustomerTab) => sql<number>`${counted(tab)}`.mapWith(Number);
    return reader
      .select({
        active: count("active"),
        prospects: count("prospects"),
        archived: count("archived"),
        figures: listFiguresOf(scope, figures, { long: known, active }),
        long: longSums(),
      })
      .from(from);
  };
  const once = sql`(select 1) once`;
  if (condition) {
    // What is searched for is found once where it is little; among the customers of a company way by way, as the list does.
    const kept = lt(customers.tab, tabNumbers.deleted);
    const ways = isFoundFirst(viewer, filter) ? waysApart(viewer, customers) : [sql`true`];
    const each = ways.map((way) => sql`(${upToLimit(sql`${kept} and ${way}`)})`);
    const found = db.$with("found").as(
      db
        .select({ tab: sql<number>`tab`.as("tab") })
        .from(sql`(${sql.join(each, sql` union all `)}) inside`)
        .limit(mostCounted + 1),
    );
    const counted = (tab: CustomerTab) => sql`case when (select count(*) from ${found}) <= ${mostCounted}
      then (select count(*) from ${found} where ${found.tab} = ${tabNumbers[tab]}) else ${walked(tab)} end`;
    return select(db.with(found), counted, once);
  }
  if (viewer.facts.showOtherCompanies) return select(db, walked, once);
  const { deleted: _, ...counted } = tabNumbers;
  // Without `offset` Postgres would put the counting into each of the columns.
  const reached = sql`(select ${countReached(viewer, counted, mostCounted + 1)} as tabs offset 0) reached`;
  return select(db, (tab) => sql`(tabs ->> ${tab}::text)`, reached, sql`tabs -> 'active'`);
}
