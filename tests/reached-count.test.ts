import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers } from "@/db/schema/index";
import type { Reach } from "@/lib/access/permissions";
import { countReached, countSeen } from "@/lib/access/reached-count";
import { customersInReach, masked } from "@/lib/access/scopes";
import { Viewer } from "@/lib/access/viewer";
import { type Cast, cast } from "./cast";

let we: Cast;
const tabs = { active: 0, prospects: 1, archived: 2 };
const ways: Reach[][] = [
  ["all"],
  ["company"],
  ["groups"],
  ["team"],
  ["mine"],
  ["company", "groups", "mine"],
  ["groups", "team"],
  ["company", "groups", "team", "mine"],
  [],
];

beforeAll(async () => {
  we = await cast();
});

const people = () =>
  [we.maija, we.aino, we.sven, we.pieter, we.eetu].flatMap((person) =>
    ways.map((reach) => Viewer.of({ ...person.facts, reach })),
  );

/** Counted one by one. */
async function inReach(viewer: Viewer) {
  const counts = Object.entries(tabs).map(async ([name, tab]) => {
    const rows = await db.$count(customers, and(eq(customers.tab, tab), customersInReach(viewer)));
    return [name, rows] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

const counted = async (viewer: Viewer, most: number) => {
  const [row] = await db.select({ counts: countReached(viewer, tabs, most) }).from(sql`(select 1) once`);
  return row?.counts;
};

test("as many are counted as the viewer reaches, whatever the ways to them have in common", async () => {
  for (const viewer of people())
    expect([viewer.facts.name, viewer.facts.reach, await counted(viewer, 1000)]).toEqual([
      viewer.facts.name,
      viewer.facts.reach,
      await inReach(viewer),
    ]);
});

test("no more are counted than are told apart", async () => {
  for (const viewer of people())
    for (const most of [1, 2, 3]) {
      const all = Object.entries(await inReach(viewer)).map(([name, rows]) => [name, Math.min(rows, most)]);
      expect([viewer.facts.reach, await counted(viewer, most)]).toEqual([viewer.facts.reach, Object.fromEntries(all)]);
    }
});

test("whoever may read no customers counts none", async () => {
  expect(await counted(we.nils, 10)).toEqual({ active: 0, prospects: 0, archived: 0 });
});

test("of those whose responsible persons may be seen as many are counted as there are, masked or not", async () => {
  const seen = async (viewer: Viewer, most: number) => {
    const [row] = await db.select({ count: countSeen(viewer, most) }).from(sql`(select 1) once`);
    return row?.count;
  };
  for (const person of people())
    for (const maskOtherCompanies of [false, true]) {
      const viewer = Viewer.of({ ...person.facts, maskOtherCompanies });
      const known = and(inArray(customers.tab, [0, 1]), customersInReach(viewer), masked(viewer));
      const there = await db.$count(customers, known);
      const of = [viewer.facts.name, viewer.facts.reach, maskOtherCompanies] as const;
      expect([...of, await seen(viewer, 1000)]).toEqual([...of, there]);
      expect([...of, await seen(viewer, 2)]).toEqual([...of, Math.min(2, there)]);
    }
});
