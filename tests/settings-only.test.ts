import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { employees, profiles } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { addEntry, deleteEntry, saveEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import { registerNames } from "@/lib/registers/rules";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

let we: Cast;
/** Keeps the settings, and has no right to customers. */
let keeper: Viewer;

beforeAll(async () => {
  we = await cast();
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Asetusten hoitaja", grants: { settings: "yes" }, reach: [] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.karin));
  keeper = await signedIn(we.world.people.karin);
});

test("whoever keeps the settings without a right to customers keeps the registers, and learns of no customer", async () => {
  await expect(listCustomers(keeper, customerFilter({}), "en")).rejects.toThrow("404");
  for (const register of registerNames) {
    const [theirs, all] = await Promise.all([
      listEntries(keeper, register, "en"),
      listEntries(we.maija, register, "en"),
    ]);
    expect(
      theirs.map(({ id, label }) => [id, label]),
      register,
    ).toEqual(all.map(({ id, label }) => [id, label]));
    if (register === "segmentGroups" || register === "teams") continue;
    expect(
      theirs.filter(({ used }) => used > 0),
      register,
    ).toEqual([]);
    if (register === "customOptions" || register === "customFields") continue;
    const inUse = (entries: typeof all) => entries.filter((one) => one.used > 0 || one.usedElsewhere).length;
    expect(inUse(theirs), register).toBe(inUse(all));
  }
});

test("they add, change and delete entries; one in use stays", async () => {
  const id = await done(addEntry, keeper, { register: "tags", name: "Uusi tunniste" });
  await done(saveEntry, keeper, { register: "tags", id, name: "Uudempi tunniste" });
  await done(deleteEntry, keeper, { register: "tags", id });
  const [used] = (await listEntries(keeper, "tags", "en")).filter(({ usedElsewhere }) => usedElsewhere);
  expect(await deleteEntry(keeper, { register: "tags", id: used?.id })).toMatchObject({ ok: false });
});
