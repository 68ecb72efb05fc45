import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerCompanies, customers, employees, responsibilities } from "@/db/schema/index";
import { loadsOf } from "@/lib/access/loads";
import type { Reach } from "@/lib/access/permissions";
import { customersInReach, holdsOn, masked } from "@/lib/access/scopes";
import { Viewer } from "@/lib/access/viewer";
import { type Cast, cast } from "./cast";

let we: Cast;
const ways: Reach[][] = [["all"], ["company"], ["groups"], ["team"], ["mine"], ["company", "groups", "mine"], []];

beforeAll(async () => {
  we = await cast();
  const { aino, sven, pieter } = we.world.people;
  const [first, second] = await db.select().from(customers).where(eq(customers.companyId, we.world.companies.bv));
  if (!first || !second) throw new Error("the B.V. has too few customers");
  await db
    .insert(customerCompanies)
    .values([first, second].map(({ id }) => ({ customerId: id, companyId: we.world.companies.ab, ownerId: aino })))
    .onConflictDoNothing();
  await db.insert(responsibilities).values([
    { customerId: first.id, employeeId: sven, validFrom: "2020-01-01", validTo: "2099-12-31" },
    { customerId: second.id, employeeId: pieter, validFrom: "2099-01-01" },
    { customerId: second.id, employeeId: sven, validTo: "2020-01-01" },
  ]);
});

const people = () =>
  [we.maija, we.sven, we.pieter, we.eetu].flatMap((person) =>
    ways.flatMap((reach) =>
      [false, true].map((maskOtherCompanies) => Viewer.of({ ...person.facts, reach, maskOtherCompanies })),
    ),
  );

/** Whom each employee answers for, found tie by tie. */
async function loads(viewer: Viewer) {
  const known = and(inArray(customers.tab, [0, 1]), customersInReach(viewer), masked(viewer));
  const open = await db.select({ id: customers.id, owner: customers.ownerId }).from(customers).where(known);
  const ids = open.map(({ id }) => id);
  const related = await db.select().from(customerCompanies).where(isNotNull(customerCompanies.ownerId));
  const ties = await db.select().from(responsibilities).where(holdsOn(viewer.facts.today, responsibilities));
  const pairs = [
    ...open.map(({ id, owner }) => [owner, id]),
    ...related.map(({ ownerId, customerId }) => [ownerId, customerId]),
    ...ties.map(({ employeeId, customerId }) => [employeeId, customerId]),
  ].filter(([owner, id]) => owner && ids.includes(id ?? 0));
  const held = new Set(pairs.map((pair) => pair.join(" ")));
  const counts = new Map<number, number>();
  for (const pair of held) {
    const employee = Number(pair.split(" ")[0]);
    counts.set(employee, (counts.get(employee) ?? 0) + 1);
  }
  return counts;
}

test("a load counts each customer once that somebody answers for today, and none the viewer may not know that of", async () => {
  const everybody = (await db.select({ id: employees.id }).from(employees)).map(({ id }) => id);
  for (const viewer of people()) {
    const [row] = await db.select({ loads: loadsOf(viewer, everybody) }).from(sql`(select 1) once`);
    const of = [viewer.facts.name, viewer.facts.reach, viewer.facts.maskOtherCompanies] as const;
    expect([...of, new Map(row?.loads)]).toEqual([...of, await loads(viewer)]);
  }
});

test("only those who are asked for have a load", async () => {
  const { aino, sven } = we.world.people;
  const [row] = await db.select({ loads: loadsOf(we.maija, [sven]) }).from(sql`(select 1) once`);
  const all = await loads(we.maija);
  expect(all.get(aino)).toBeGreaterThan(0);
  expect(new Map(row?.loads)).toEqual(new Map([[sven, all.get(sven)]]));
});
