import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { seedDemo } from "@/db/demo";
import { employees } from "@/db/schema/index";
import type { Reach } from "@/lib/access/permissions";
import { visibleTables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import { walk } from "@/lib/customers/walk";
import { signedIn } from "./cast";

const reaches: Reach[][] = [["company"], ["company", "groups"], ["company", "mine"], ["company", "groups", "team"]];
const asked: Record<string, string>[] = [
  { q: "a" },
  { q: "oy" },
  { q: "b.v" },
  { q: "er", sort: "number" },
  { q: "an", sort: "updated" },
  { q: "an", direction: "desc", page: "2" },
  { q: "qqqzzz" },
];

let people: Viewer[];
beforeAll(async () => {
  await seedDemo(db, { passwordHash: "x", today: new Date() });
  const named = ["sven", "pieter"].map(async (name) => {
    const [person] = await db
      .select()
      .from(employees)
      .where(eq(employees.email, `${name}@demo.example`));
    return signedIn(person?.id ?? 0);
  });
  people = await Promise.all(named);
});

/** The ids of a page, and what the list would find if nothing were sought first. */
async function found(viewer: Viewer, params: Record<string, string>, little?: number) {
  const scope = { viewer, db, tables: visibleTables(viewer) };
  const { ids } = walk(scope, customerFilter(params), sql`collate "fi-x-icu"`, little);
  return (await db.select({ id: sql`id` }).from(sql`(${ids}) page`)).map(({ id }) => id);
}

test("a word is found among the customers of a company whether they are few and sorted, or many and walked", async () => {
  let most = 0;
  for (const person of people)
    for (const reach of reaches)
      for (const maskOtherCompanies of [false, true])
        for (const params of asked) {
          const viewer = Viewer.of({ ...person.facts, reach, maskOtherCompanies });
          const of = [person.facts.name, reach, params] as const;
          const walked = await found(viewer, params, -1);
          expect([...of, await found(viewer, params)]).toEqual([...of, walked]);
          expect([...of, await found(viewer, params, 5)]).toEqual([...of, walked]);
          most = Math.max(most, walked.length);
        }
  expect(most).toBe(51);
});

test("as many are counted in the tab as the filter finds", async () => {
  for (const person of people)
    for (const reach of reaches)
      for (const params of asked) {
        const viewer = Viewer.of({ ...person.facts, reach });
        const { listedCustomers } = visibleTables(viewer);
        const there = await db.$count(listedCustomers, wanted(viewer, listedCustomers, customerFilter(params)));
        const { active } = await countTabs(viewer, customerFilter(params));
        expect([person.facts.name, reach, params, active]).toEqual([person.facts.name, reach, params, there]);
      }
});
