import "server-only";
import { and, eq, not, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { customers } from "@/db/schema/index";
import type { Reach } from "./permissions";
import { customersInReach, customersListed, masked, waysTo } from "./scopes";
import type { Viewer } from "./viewer";

/** What a person sees of a customer. */
export type Sight = {
  level: "edit" | "read" | "basic" | "none";
  /** The ways in which their rights come to it. */
  ways: Reach[];
  /** Being another company's, it hides owner, team, customer team, group and tags from them. */
  isMasked: boolean;
};

type Seen = { full: boolean; listed: boolean; masked: boolean; ways: { [way in Reach]?: boolean } };

const isTrue = (condition: SQL | undefined) => sql`coalesce((${condition ?? sql`true`}), false)`;

/**
 * What each of these people sees of a customer: the very conditions that cut their rows, asked about this one row. One
 * statement. The customer itself is not checked against anybody's reach: that is the caller's part.
 * @param reader a transaction, where it has changed what they see
 * @returns by employee
 */
export async function sightsOf(
  people: readonly Viewer[],
  customerId: number,
  reader: Pick<typeof db, "select"> = db,
): Promise<Map<number, Sight>> {
  const columns = Object.fromEntries(people.map((person) => [person.employeeId, seenBy(person)]));
  if (people.length === 0) return new Map();
  const [row] = await reader.select(columns).from(customers).where(eq(customers.id, customerId));
  return new Map(people.flatMap((person) => (row ? [[person.employeeId, sightOf(person, row)]] : [])));
}

function seenBy(person: Viewer): SQL<Seen> {
  const ways = Object.entries(waysTo(person)).flatMap(([way, condition]) =>
    condition ? [sql`${way}::text, ${isTrue(condition)}`] : [],
  );
  return sql`jsonb_build_object('full', ${isTrue(customersInReach(person))},
    'listed', ${isTrue(customersListed(person))}, 'masked', not ${isTrue(masked(person))},
    'ways', jsonb_build_object(${sql.join(ways, sql`, `)}))`;
}

function sightOf(person: Viewer, row: Record<string, Seen>): Sight {
  const seen = row[person.employeeId];
  if (!seen?.full) return { level: seen?.listed ? "basic" : "none", ways: [], isMasked: false };
  const ways = (Object.keys(seen.ways) as Reach[]).filter((way) => seen.ways[way]);
  return { level: person.can("customers.edit") ? "edit" : "read", ways, isMasked: seen.masked };
}

/** Not archived, not in the bin. */
const live = sql`${customers.tab} < 2`;

/**
 * How many customers a person opens, how many more they know the basics of, and how many each way of their rights comes
 * to; counted among those open to whoever asks, without the archived ones. One statement.
 */
export async function countSight(asking: Viewer, person: Viewer) {
  const counted = (condition: SQL | undefined) =>
    sql<number>`count(*) filter (where ${isTrue(condition)})`.mapWith(Number);
  const full = customersInReach(person);
  const ways = Object.entries(waysTo(person)).filter(([, condition]) => condition);
  const [row] = await db
    .select({
      full: counted(full),
      basic: counted(and(customersListed(person), not(isTrue(full)))),
      ...Object.fromEntries(ways.map(([way, condition]) => [way, counted(condition)])),
    })
    .from(customers)
    .where(and(live, customersInReach(asking)));
  const counts = (row ?? {}) as Record<string, number>;
  return {
    full: counts.full ?? 0,
    basic: counts.basic ?? 0,
    ways: ways.map(([way]) => ({ way: way as Reach, count: counts[way] ?? 0 })),
  };
}
