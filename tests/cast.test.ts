import { asc, lt } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { type Cast, cast } from "./cast";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

test("each of the cast sees their own customers, by the row rules", async () => {
  const all = Object.keys(we.world.customers).filter((key) => !["archived", "gran", "binned"].includes(key));
  expect(await openTo(we.maija)).toEqual(all);
  expect(await openTo(we.aino)).toEqual(all);
  expect(await openTo(we.sven)).toEqual(["svenNow", "svenAlways", "berg", "dal", "ek", "polder"]);
  expect(await openTo(we.eetu)).toEqual(["ahola", "aijala"]);
  expect(await openTo(we.ebba)).toEqual(["shared", "dal", "fors"]);
  expect(await openTo(we.karin)).toEqual(["shared", "berg", "dal", "ek", "fors"]);
  expect(await openTo(we.pieter)).toEqual(["molen", "gravendijk", "ijsvogel", "polder"]);
  expect(await openTo(we.nils)).toEqual([]);
});

/** Keys of the customers at hand, active and prospects, in the order of the cast. */
async function openTo(viewer: Viewer) {
  const { customers } = visibleTables(viewer);
  const seen = await db
    .select({ id: customers.id })
    .from(customers)
    .where(lt(customers.tab, 2))
    .orderBy(asc(customers.id));
  const keys = Object.entries(we.world.customers);
  return seen.map(({ id }) => keys.find(([, known]) => known === id)?.[0]);
}
