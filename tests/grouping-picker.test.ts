import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings, specialGroupMembers, specialGroups } from "@/db/schema/index";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { groupingOf, groupingText, inGrouping } from "@/lib/groupings/filter";
import { listGroupings } from "@/lib/groupings/queries";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
let special = 0;
const off = { id: 0 };

beforeAll(async () => {
  we = await cast();
  const [made, disabled] = await db
    .insert(specialGroups)
    .values([{ name: "Kutsutut" }, { name: "Vanhat", disabledAt: new Date() }])
    .returning();
  special = made?.id ?? 0;
  off.id = disabled?.id ?? 0;
});

/** The same through both tables a page can ask. */
async function found(viewer: Viewer, text: string): Promise<number[]> {
  const { customers: open, listedCustomers: listed } = visibleTables(viewer);
  const grouping = groupingOf(text);
  const [one, other] = await Promise.all([
    db
      .select({ id: open.id })
      .from(open)
      .where(inGrouping(viewer, open, grouping)),
    db
      .select({ id: listed.id })
      .from(listed)
      .where(inGrouping(viewer, listed, grouping)),
  ]);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b);
  expect(ids(other).filter((id) => ids(one).includes(id))).toEqual(ids(one));
  return ids(other);
}

describe("one menu for all groupings", () => {
  test("says what is picked, and nothing of nonsense", () => {
    for (const text of ["group.12", "special.3", "companyGroup.4", "segment.9", "group.none"])
      expect(groupingText(groupingOf(text))).toBe(text);
    for (const text of [
      "",
      "group",
      "special.none",
      "group.0",
      "group.1.2",
      "tag.3",
      "group.-1",
      "GROUP.1",
      "x".repeat(9_999),
    ])
      expect(groupingOf(text)).toBeNull();
  });

  test("offers every kind; what is out of use only while it is picked", async () => {
    const offered = await listGroupings(we.maija, "fi", null);
    expect(new Set(offered.map(({ kind }) => kind))).toEqual(new Set(["group", "special", "companyGroup", "segment"]));
    expect(offered.some(({ id, kind }) => kind === "special" && id === off.id)).toBe(false);
    const picked = await listGroupings(we.maija, "fi", { kind: "special", id: off.id });
    expect(picked).toContainEqual({ kind: "special", id: off.id, name: "Vanhat" });
    await db.update(settings).set({ features: ["roles"] });
    const without = await listGroupings(await signedIn(we.world.people.maija), "fi", null);
    expect(without.some(({ kind }) => kind === "segment")).toBe(false);
    await db.update(settings).set({ features: ["roles", "segments"] });
  });

  test("finds the customers in each, as far as the viewer sees that they are", async () => {
    const rows = await db.select().from(customers);
    const [one, other] = rows.filter(({ tab }) => tab < 2);
    if (!one || !other) throw new Error("no customers");
    await db
      .insert(specialGroupMembers)
      .values([one, other].map(({ id }) => ({ customerId: id, specialGroupId: special })));
    expect(await found(we.maija, `special.${special}`)).toEqual([one.id, other.id].sort((a, b) => a - b));
    expect(await found(we.maija, "group.none")).toEqual(
      rows
        .filter(({ groupId, tab }) => groupId === null && tab < 3)
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
    const groupId = rows.find((row) => row.groupId)?.groupId ?? 0;
    expect(await found(we.maija, `group.${groupId}`)).toEqual(
      rows
        .filter((row) => row.groupId === groupId && row.tab < 3)
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
  });

  test("tells nothing of other companies' groups: neither that one is in it, nor that it is in none", async () => {
    await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
    const pieter = await signedIn(we.world.people.pieter);
    const own = await db
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.companyId, pieter.facts.companyId));
    const ids = own.map(({ id }) => id);
    for (const text of ["group.none", `special.${special}`])
      expect(
        (await found(pieter, text)).every((id) => ids.includes(id)),
        text,
      ).toBe(true);
    await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
  });
});
