import "server-only";
import { and, arrayOverlaps, count, eq, isNotNull, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { customers, employees, profiles, registryComparisons } from "@/db/schema/index";
import type { ReadScope } from "@/lib/access/gate";
import { stageTurns } from "@/lib/customers/stage";
import { partDoubts } from "@/lib/features/doubts";
import { isPart } from "@/lib/features/rules";
import type { DoubtAbout, DoubtKey } from "@/lib/outcome";
import { type SwitchName, switchOf } from "./fields";

type Reader = Pick<ReadScope["db"], "select" | "$count">;

/** Of whom a turn is about, and which of the customers their company does not serve it shows or hides. */
type Turn = { key: DoubtKey; people: SQL | undefined; customers?: SQL };

const reachesAll = arrayOverlaps(profiles.reach, ["all"]);
const beyondCompany = arrayOverlaps(profiles.reach, ["all", "groups", "team", "mine"]);
const unit = alias(customers, "unit");
const inStructure = sql`(${isNotNull(customers.parentId)} or exists (select from ${customers} "unit" where ${unit.parentId} = ${customers.id}))`;

const turns: Partial<Record<`${SwitchName}.${string}`, Turn>> = {
  "showOtherCompanies.on": { key: "othersShown", people: not(reachesAll) },
  "showOtherCompanies.off": { key: "othersHidden", people: not(reachesAll) },
  "maskOtherCompanies.on": { key: "detailsHidden", people: beyondCompany },
  "maskOtherCompanies.off": { key: "detailsShown", people: beyondCompany },
  "shareStructure.on": { key: "structureShown", people: not(reachesAll), customers: inStructure },
  "shareStructure.off": { key: "structureHidden", people: not(reachesAll), customers: inStructure },
  "shareAddresses.on": { key: "addressesShown", people: not(reachesAll), customers: customers.hasHeadOffice.getSQL() },
  "shareAddresses.off": {
    key: "addressesHidden",
    people: not(reachesAll),
    customers: customers.hasHeadOffice.getSQL(),
  },
};

/** What should be known before a switch is turned that exposes or hides data: how many customers, to how many people. */
export async function switchDoubts(db: Reader, name: SwitchName, to: string): Promise<DoubtAbout[]> {
  if (name === "relateNewCustomers" && to === "on") {
    const { people } = await readersAmong(db, arrayOverlaps(profiles.reach, ["company"]));
    return people ? [{ mark: `${name}:${to}:${people}`, key: "newShared", params: { people } }] : [];
  }
  if (name === "wonMakesActive") {
    const n = await stageTurns(db, to === "on");
    return n ? [{ mark: `${name}:${to}:${n}`, key: to === "on" ? "wonCounts" : "wonCountsNot", params: { n } }] : [];
  }
  if (switchOf(name).in === "registers") return to === "off" ? registerDoubts(db, name) : [];
  if (isPart(name)) return to === "off" ? partDoubts(db, name) : [];
  const turn = turns[`${name}.${to}`];
  if (!turn) return [];
  const { people, companies } = await readersAmong(db, turn.people);
  const others = not(sql`${customers.companies} @> ${sql.param(companies)}::bigint[]`);
  const n = people ? await db.$count(customers, and(isNull(customers.deletedAt), others, turn.customers)) : 0;
  return n ? [{ mark: `${name}:${to}:${n}.${people}`, key: turn.key, params: { n, people } }] : [];
}

/** What checks have found in a register waits until the register is back in use. */
async function registerDoubts(db: Reader, register: SwitchName): Promise<DoubtAbout[]> {
  const { register: asked, queued, closedAt } = registryComparisons;
  const n = await db.$count(registryComparisons, and(eq(asked, register), eq(queued, true), isNull(closedAt)));
  return n ? [{ mark: `${register}:off:${n}`, key: "registerWaits", params: { n } }] : [];
}

/** The people who read customers, and the companies they work for. */
async function readersAmong(db: Reader, which: SQL | undefined) {
  const level = sql`${profiles.grants} ->> 'customers'`;
  const [found] = await db
    .select({
      people: count(),
      companies: sql<number[]>`coalesce(array_agg(distinct ${employees.companyId}), '{}')`.mapWith((ids: unknown[]) =>
        ids.map(Number),
      ),
    })
    .from(employees)
    .innerJoin(profiles, eq(profiles.id, employees.profileId))
    .where(and(isNull(employees.deactivatedAt), or(eq(level, "read"), eq(level, "edit"), eq(level, "all")), which));
  return found ?? { people: 0, companies: [] };
}
