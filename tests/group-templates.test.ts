import { eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, groups } from "@/db/schema/index";
import { deleteGroup, makeGroups } from "@/lib/groups/commands";
import { groupsInUse, previewTemplate } from "@/lib/groups/queries";
import type { Wish } from "@/lib/groups/templates";
import { type Cast, cast } from "./cast";
import { lastLine } from "./doing";

const sizeNames: Wish["sizeNames"] = ["0–9", "10–49", "50–249", "250+"];
const bySize: Wish = { template: "size", sizeNames };
const byOwner: Wish = { template: "owner", sizeNames };
const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

let we: Cast;
beforeAll(async () => {
  we = await cast();
  const staffed = { wirtanen: 0, zetterlund: 9, vaahtera: 10, letters: 249, formula: 250, ahola: 12 } as const;
  for (const [name, staff] of Object.entries(staffed)) {
    await db
      .update(customers)
      .set({ staff })
      .where(eq(customers.id, we.world.customers[name as keyof typeof staffed]));
  }
});

const customer = async (name: keyof Cast["world"]["customers"]) => {
  const [row] = await db.select().from(customers).where(eq(customers.id, we.world.customers[name]));
  if (!row) throw new Error(name);
  return row;
};
const names = async () => new Map((await db.select().from(groups)).map(({ id, name }) => [id, name]));

describe("ready-made groups", () => {
  test("are shown before they are made: of customers without a group only", async () => {
    expect(await previewTemplate(we.aino, bySize)).toEqual([
      { name: "0–9", customers: 2, isNew: true },
      { name: "10–49", customers: 1, isNew: true },
      { name: "250+", customers: 1, isNew: true },
      { name: "50–249", customers: 1, isNew: true },
    ]);
    expect(await db.$count(groups, isNull(groups.deletedAt))).toBe(4);
  });

  test("are made in one go: nobody in a group moves, no number changes, and the log tells of each", async () => {
    const before = { ahola: await customer("ahola"), letters: await customer("letters") };
    const { ungrouped } = await groupsInUse(we.maija);
    expect(await makeGroups(we.aino, bySize)).toMatchObject({ ok: true, result: { made: 4, moved: 5 } });
    const called = await names();
    expect(called.get((await customer("zetterlund")).groupId ?? 0)).toBe("0–9");
    expect(called.get((await customer("vaahtera")).groupId ?? 0)).toBe("10–49");
    const { groupId, number } = await customer("letters");
    expect({ name: called.get(groupId ?? 0), number }).toEqual({ name: "50–249", number: before.letters.number });
    expect((await customer("ahola")).groupId).toBe(before.ahola.groupId);
    expect(await lastLine("customers", before.letters.id, "customer.updated")).toMatchObject({ changes: { groupId } });
    expect(await lastLine("groups", groupId ?? 0, "group.created")).toMatchObject({ changes: { name: "50–249" } });
    expect((await groupsInUse(we.maija)).ungrouped).toBe(ungrouped - 5);
  });

  test("made again, they take in who has come since; with nobody left they say so", async () => {
    expect(await makeGroups(we.aino, bySize)).toMatchObject({ problems: { "": { key: "nothingToGroup" } } });
    await db.update(customers).set({ staff: 5 }).where(eq(customers.id, we.world.customers.oljymaki));
    expect(await previewTemplate(we.aino, bySize)).toEqual([{ name: "0–9", customers: 1, isNew: false }]);
    const there = (await names()).size;
    expect(await makeGroups(we.aino, bySize)).toMatchObject({ ok: true, result: { moved: 1 } });
    expect((await names()).size).toBe(there);
  });

  test("by owner have the owner’s name, and deleting one takes it back", async () => {
    expect(await makeGroups(we.aino, byOwner)).toMatchObject({ ok: true });
    const { groupId } = await customer("ek");
    expect((await names()).get(groupId ?? 0)).toBe("Sven Fjällhammar");
    expect(await deleteGroup(we.aino, { id: groupId })).toMatchObject({ ok: true });
    expect((await customer("ek")).groupId).toBeNull();
  });

  test("are not there without the right to groups, and refuse what is no template", async () => {
    await expect(makeGroups(we.sven, bySize)).rejects.toThrow(absent);
    await expect(previewTemplate(we.sven, bySize)).rejects.toThrow(absent);
    expect(await makeGroups(we.aino, { ...bySize, template: "colour" })).toMatchObject({ ok: false });
    expect(await makeGroups(we.aino, { ...bySize, sizeNames: ["only one"] })).toMatchObject({ ok: false });
  });
});
