import "server-only";
import { and, inArray, lt, not, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { customerCompanies, customers } from "@/db/schema/index";
import { answersFor, customersInReach, none } from "./scopes";
import type { Viewer } from "./viewer";

/**
 * How many customers the viewer reaches (`customersInReach`) in some tabs, each up to a limit, as jsonb. Those of whole
 * companies are counted in their index, tab by tab; the others, as a rule few, are found once for all tabs.
 * @param tabs by the name they have in the answer, as in the column `tab`
 * @param most one more than is told apart
 */
export function countReached<Name extends string>(
  viewer: Viewer,
  tabs: Record<Name, number>,
  most: number,
): SQL<Record<Name, number>> {
  const { many, few } = separateWays(viewer);
  const mostOthers = 2 * most;
  const among = (conditions: (SQL | undefined)[]) =>
    sql.join(
      conditions.map((condition) => sql`(select tab from ${customers} where ${condition})`),
      sql` union all `,
    );
  const limited = (conditions: (SQL | undefined)[]) =>
    sql`(select count(*) from (${among(conditions)} limit ${most}) counted)`;
  const count = (tab: number) => {
    const here = sql`${customers.tab} = ${tab}`;
    const reached = sql`least(${most}, ${limited(many.map((way) => and(here, way)))}
      + (select count(*) from others where tab = ${tab}))`;
    if (!few.length) return limited(many.map((way) => and(here, way)));
    return sql`case when (select count(*) from others) < ${mostOthers} then ${reached}
      else ${limited([and(here, customersInReach(viewer))])} end`;
  };
  const counts = Object.entries<number>(tabs).map(([name, tab]) => sql`${name}::text, ${count(tab)}`);
  const others = among(few.map((way) => and(lt(customers.tab, 3), way)));
  return sql`(${few.length ? sql`with others as materialized (${others} limit ${mostOthers})` : sql``}
    select jsonb_build_object(${sql.join(counts, sql`, `)}))`;
}

/** The ways to a viewer's customers, none of which comes to a customer that an earlier one comes to. */
function separateWays(viewer: Viewer): { many: SQL[]; few: SQL[] } {
  if (!viewer.can("customers.read")) return { many: [none], few: [] };
  const { all, companies, groups, people } = viewer.customerReach;
  if (all) return { many: [sql`true`], few: [] };
  const keys = sql`${sql.param([...companies])}::bigint[]`;
  const atHome = sql`${customers.companyId} = any(${keys})`;
  const related = db
    .select({ id: customerCompanies.customerId })
    .from(customerCompanies)
    .where(inArray(customerCompanies.companyId, companies));
  const served = companies.length ? sql`${customers.companies} && ${keys}` : undefined;
  const inGroups = groups.length ? sql`${customers.groupId} = any(${sql.param([...groups])}::bigint[])` : undefined;
  const passed = [served && not(served), inGroups && sql`not coalesce(${inGroups}, false)`];
  const answered = answersFor(people, viewer.facts.today);
  return {
    many: companies.length ? [atHome] : [none],
    few: [
      companies.length ? sql`(${inArray(customers.id, related)} and not ${atHome})` : undefined,
      inGroups && and(inGroups, passed[0]),
      answered && and(answered, ...passed),
    ].filter((way) => way !== undefined),
  };
}
