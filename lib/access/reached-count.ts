import "server-only";
import { and, inArray, lt, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { customerCompanies, customers } from "@/db/schema/index";
import type { ListedCustomers } from "./listed-customers";
import { answersFor, customersInReach, masked, none } from "./scopes";
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
  return counted(tabs, most, separateWays(viewer), customersInReach(viewer));
}

/**
 * How many customers not archived there are whose responsible persons the viewer may see: those in reach, without what
 * the mask hides. As `countReached`, in one number.
 */
export function countSeen(viewer: Viewer, most: number) {
  const tabs = counted(
    { active: 0, prospects: 1 },
    most,
    unmaskedWays(viewer),
    and(customersInReach(viewer), masked(viewer)),
  );
  // Without `offset` Postgres would count twice.
  return sql`(select least(${most}, (tabs ->> 'active')::int + (tabs ->> 'prospects')::int)
    from (select ${tabs} as tabs offset 0) seen)`.mapWith(Number);
}

/** @param wanted the same as the ways come to, in one condition */
function counted<Name extends string>(
  tabs: Record<Name, number>,
  most: number,
  { many, few }: Ways,
  wanted: SQL | undefined,
): SQL<Record<Name, number>> {
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
      else ${limited([and(here, wanted)])} end`;
  };
  const counts = Object.entries<number>(tabs).map(([name, tab]) => sql`${name}::text, ${count(tab)}`);
  const others = among(few.map((way) => and(lt(customers.tab, 3), way)));
  return sql`(${few.length ? sql`with others as materialized (${others} limit ${mostOthers})` : sql``}
    select jsonb_build_object(${sql.join(counts, sql`, `)}))`;
}

type Ways = { many: SQL[]; few: SQL[] };

/** As `separateWays`, to those customers that the mask leaves as they are: those that the viewer's own company serves. */
function unmaskedWays(viewer: Viewer): Ways {
  const seen = masked(viewer);
  const { all, companies } = viewer.customerReach;
  if (!seen || !viewer.can("customers.read")) return separateWays(viewer);
  // The own company's customers are all there are; no other way comes to more of them.
  const own = { all: false, companies: [viewer.facts.companyId], groups: [], people: [] };
  if (all || companies.length) return separateWays(viewer, own);
  const { many, few } = separateWays(viewer);
  return { many, few: few.map((way) => sql`(${way} and ${seen})`) };
}

/** `separateWays` to listed customers, whose sight has no tiers, by the columns that indexes answer. */
export function waysApart(viewer: Viewer, listed: ListedCustomers): SQL[] {
  const { id, companies, datedIndex, groupIndex, homeIndex, peopleIndex } = listed;
  const columns = { id, companies, companyId: homeIndex, people: peopleIndex, datedPeople: datedIndex };
  const { many, few } = separateWays(viewer, viewer.customerReach, { ...columns, groupId: groupIndex });
  return [...many, ...few];
}

type Columns = Record<"id" | "people" | "datedPeople", PgColumn> &
  Record<"companyId" | "companies" | "groupId", SQLWrapper>;

/** The ways to a viewer's customers, none of which comes to a customer that an earlier one comes to. */
function separateWays(
  viewer: Viewer,
  reach: Viewer["customerReach"] = viewer.customerReach,
  customer: Columns = customers,
): Ways {
  if (!viewer.can("customers.read")) return { many: [none], few: [] };
  const { all, companies, groups, people } = reach;
  if (all) return { many: [sql`true`], few: [] };
  const keys = sql`${sql.param([...companies])}::bigint[]`;
  const atHome = sql`${customer.companyId} = any(${keys})`;
  const related = db
    .select({ id: customerCompanies.customerId })
    .from(customerCompanies)
    .where(inArray(customerCompanies.companyId, companies));
  const served = companies.length ? sql`${customer.companies} && ${keys}` : undefined;
  const inGroups = groups.length ? sql`${customer.groupId} = any(${sql.param([...groups])}::bigint[])` : undefined;
  const passed = [served && not(served), inGroups && sql`not coalesce(${inGroups}, false)`];
  const answered = answersFor(people, viewer.facts.today, customer);
  return {
    many: companies.length ? [atHome] : [none],
    few: [
      companies.length ? sql`(${inArray(customer.id, related)} and not ${atHome})` : undefined,
      inGroups && and(inGroups, passed[0]),
      answered && and(answered, ...passed),
    ].filter((way) => way !== undefined),
  };
}
