import { and, asc, eq, max } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customers,
  employees,
  events,
  eventValues,
  profiles,
  specialGroupMembers,
  specialGroups,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { getCustomer } from "@/lib/customers/queries";
import { downloadOf } from "@/lib/downloads";
import { updateGroupings } from "@/lib/groupings/commands";
import { countGroupLists } from "@/lib/groupings/queries";
import { listMembers } from "@/lib/groups/queries";
import {
  createSpecialGroup,
  deleteSpecialGroup,
  restoreSpecialGroup,
  undoSpecialMembers,
  updateSpecialGroup,
  updateSpecialMembers,
} from "@/lib/special-groups/commands";
import {
  findSpecialGroup,
  getSpecialGroup,
  listSpecialGroups,
  specialGroupChoices,
} from "@/lib/special-groups/queries";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";
import { hostileTexts } from "./fixtures/hostile";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
/** May keep groups; the reach ends at the B.V. */
let local: Viewer;
let all: (typeof customers.$inferSelect)[];

beforeAll(async () => {
  we = await cast();
  const grants = { customers: "edit", groups: "yes", export: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Groepen", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.pieter));
  local = await signedIn(we.world.people.pieter);
  all = await db.select().from(customers).orderBy(asc(customers.id));
});

const atHand = () => all.filter(({ tab }) => tab < 2);
const far = () => atHand().filter(({ companies }) => !companies.includes(local.facts.companyId));
const near = () => atHand().filter(({ companies }) => companies.includes(local.facts.companyId));
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
const texts = (rows: { id: number }[]) => rows.map(({ id }) => String(id));

async function made(name: string, values: Record<string, unknown> = {}): Promise<number> {
  const outcome = await createSpecialGroup(we.aino, { name, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

const members = async (id: number) =>
  (
    await db
      .select({ id: specialGroupMembers.customerId })
      .from(specialGroupMembers)
      .where(eq(specialGroupMembers.specialGroupId, id))
      .orderBy(specialGroupMembers.customerId)
  ).map((row) => row.id);

const fresh = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0];

async function lastChange(subject: string, id: number, action: string) {
  const { field, before, after } = eventValues;
  const last = db
    .select({ id: max(events.id) })
    .from(events)
    .where(and(eq(events.subject, subject), eq(events.subjectId, id), eq(events.action, action)));
  const values = await db.select({ field, before, after }).from(eventValues).where(eq(eventValues.eventId, last));
  return values.map((value) => [value.field, value.before, value.after]);
}

describe("a special group", () => {
  test("is made with a name and a description, stands in the list and in the count", async () => {
    const before = await countGroupLists(we.aino);
    const id = await made(" Kesä  juhlat ", { description: "Kutsutaan\nkesäkuussa" });
    expect((await listSpecialGroups(we.aino, { q: "KESÄ J", page: 1 }, "fi")).rows).toEqual([
      { id, name: "Kesä juhlat", description: "Kutsutaan\nkesäkuussa", disabledAt: null, customers: 0 },
    ]);
    expect((await listSpecialGroups(we.aino, { q: "kes%", page: 1 }, "fi")).rows).toEqual([]);
    expect(await countGroupLists(we.aino)).toEqual({ ...before, special: before.special + 1 });
    expect(await lastChange("special_groups", id, "specialGroup.created")).toContainEqual([
      "name",
      null,
      "Kesä juhlat",
    ]);
  });

  test("is refused without a name, with one in use, or with texts that no card could show", async () => {
    expect(await createSpecialGroup(we.aino, { name: " " })).toEqual({
      ok: false,
      problems: { name: { key: "required" } },
    });
    await made("Messut");
    expect(await createSpecialGroup(we.aino, { name: "MESSUT" })).toEqual({
      ok: false,
      problems: { name: { key: "taken" } },
    });
    for (const text of hostileTexts) {
      const outcome = await createSpecialGroup(we.aino, { name: text, description: text });
      if (outcome.ok) {
        const group = await getSpecialGroup(we.aino, outcome.result.id);
        expect([text.trim().normalize("NFC").replace(/\s+/g, " "), group.name]).toContain(group.name);
      } else expect(Object.keys(outcome.problems).length).toBeGreaterThan(0);
    }
    expect(await createSpecialGroup(we.aino, { name: "x".repeat(10_000) })).toMatchObject({
      problems: { name: { key: "tooLong" } },
    });
  });

  test("is absent for those without the right, whatever they try; readers see the list", async () => {
    const id = await made("Kielletty");
    for (const viewer of [we.sven, we.nils]) {
      await expect(createSpecialGroup(viewer, { name: "Uusi" })).rejects.toThrow(absent);
      for (const door of [
        updateSpecialGroup,
        updateSpecialMembers,
        undoSpecialMembers,
        deleteSpecialGroup,
        restoreSpecialGroup,
      ])
        await expect(door(viewer, { id })).rejects.toThrow(absent);
      await expect(getSpecialGroup(viewer, id)).rejects.toThrow(absent);
      await expect(specialGroupChoices(viewer, {}, "fi")).rejects.toThrow(absent);
    }
    expect((await listSpecialGroups(we.sven, { q: "kielletty", page: 1 }, "fi")).total).toBe(1);
    await expect(listSpecialGroups(we.nils, { q: "", page: 1 }, "fi")).rejects.toThrow(absent);
    await expect(updateSpecialGroup(we.aino, { id: 999_999, name: "Muu" })).rejects.toThrow(absent);
  });

  test("two people: different fields are both kept, the same one is shown to the second", async () => {
    const id = await made("Kahden", { description: "ensin" });
    const form = { id, version: 1, name: "Kahden", description: "ensin" };
    expect((await updateSpecialGroup(we.maija, { ...form, description: "sitten" })).ok).toBe(true);
    expect((await updateSpecialGroup(we.aino, { ...form, name: "Kolmen" })).ok).toBe(true);
    expect(await getSpecialGroup(we.aino, id)).toMatchObject({ name: "Kolmen", description: "sitten" });
    expect(await updateSpecialGroup(we.aino, { ...form, name: "Neljän" })).toMatchObject({
      conflicts: [{ field: "name", theirs: "Kolmen" }],
    });
  });
});

describe("its customers", () => {
  test("are ticked and unticked; each tells it in its history, and a tick that another gave meanwhile stays", async () => {
    const [one, two, three] = atHand();
    if (!one || !two || !three) throw new Error("too few");
    const id = await made("Rastit", { members: texts([one, two]) });
    const shown = `${one.id},${two.id}`;
    await updateSpecialMembers(we.maija, { id, members: [String(three.id)] });
    expect((await updateSpecialMembers(we.aino, { id, shown, members: ["", String(one.id)] })).ok).toBe(true);
    expect(await members(id)).toEqual(ids([one, three]));
    const [, before, after] = (await lastChange("customers", two.id, "groupings.updated"))[0] ?? [];
    expect(before).toContain(id);
    expect(after).not.toContain(id);
    expect((await fresh(one.id))?.version).toBeGreaterThan(one.version);
    const place = await listMembers(we.aino, { kind: "special", id, q: "", page: 1 }, "fi");
    expect(place.rows.map((row) => row.id).sort((a, b) => a - b)).toEqual(ids([one, three]));
    const found = await listMembers(we.aino, { kind: "special", id, q: two.name, page: 1 }, "fi");
    expect(found.rows.find((row) => row.id === two.id)?.isMember).toBe(false);
  });

  test("are pasted by number with whatever stands between; unknown ones come back word by word", async () => {
    const [one, two, three] = near();
    const [distant] = far();
    if (!one || !two || !three || !distant) throw new Error("too few");
    const [group] = await db.insert(specialGroups).values({ name: "Liimatut" }).returning();
    const form = {
      id: group?.id,
      numbers: `${one.number}; ${two.number}\n ${three.number},\t${distant.number} 99999;tuntematon`,
    };
    const asked = await updateSpecialMembers(local, form);
    expect(asked).toMatchObject({
      ok: false,
      doubts: [{ key: "numbersUnknown", params: { n: 3, numbers: `${distant.number}, 99999, tuntematon` } }],
    });
    expect(await members(form.id ?? 0)).toEqual([]);
    const confirmed = (asked.ok ? [] : (asked.doubts ?? [])).map(({ mark }) => mark);
    expect(await updateSpecialMembers(local, { ...form, confirmed })).toMatchObject({ result: { joined: 3 } });
    expect(await members(form.id ?? 0)).toEqual(ids([one, two, three]).sort((a, b) => a - b));
    expect((await createSpecialGroup(local, { name: "Uusi lista", numbers: one.number })).ok).toBe(true);
  });

  test("out of reach or archived are not added, taken away, counted or shown", async () => {
    const [distant] = far();
    const archived = all.find(({ tab }) => tab === 2);
    if (!distant || !archived) throw new Error("too few");
    const id = await made("Kaukaiset", { members: texts([distant]) });
    expect((await listSpecialGroups(local, { q: "kaukaiset", page: 1 }, "nl")).rows[0]?.customers).toBe(0);
    expect((await listMembers(local, { kind: "special", id, q: "", page: 1 }, "nl")).total).toBe(0);
    for (const members of [texts([distant]), texts([archived])])
      expect(await updateSpecialMembers(local, { id, members })).toMatchObject({
        problems: { members: { key: "customersGone" } },
      });
    expect((await updateSpecialMembers(local, { id, shown: String(distant.id), members: "" })).ok).toBe(true);
    expect(await members(id)).toEqual(ids([distant]));
    expect((await updateSpecialMembers(we.aino, { id, members: texts([archived]) })).ok).toBe(false);
  });

  test("are taken from all that the list finds, as far as they may be opened, and the person can take it back", async () => {
    const filter = "country=NL&tab=active";
    const wantedIds = ids(atHand().filter(({ country, tab }) => country === "NL" && tab === 0));
    expect(wantedIds.length).toBeGreaterThan(1);
    const first = wantedIds[0] ?? 0;
    const id = await made("Kaikki", { members: [String(first)] });
    expect((await specialGroupChoices(we.aino, { filter }, "fi")).customers).toBe(wantedIds.length);
    expect(await updateSpecialMembers(we.aino, { id, filter })).toMatchObject({
      result: { joined: wantedIds.length - 1 },
    });
    expect(await members(id)).toEqual(wantedIds);
    expect(await undoSpecialMembers(we.maija, { id })).toMatchObject({ result: { changed: 0 } });
    expect(await undoSpecialMembers(we.aino, { id })).toMatchObject({ result: { changed: wantedIds.length - 1 } });
    expect(await members(id)).toEqual([first]);
    expect(await undoSpecialMembers(we.aino, { id })).toMatchObject({ result: { changed: 0 } });
    expect(await updateSpecialMembers(we.aino, { id, filter: "tab=archived" })).toMatchObject({
      result: { joined: 0 },
    });
    const nearby = await createSpecialGroup(local, { name: "Lähellä", filter: "" });
    expect(nearby.ok && (await members(nearby.result.id)).every((one) => ids(near()).includes(one))).toBe(true);
  });

  test("the same form twice counts once", async () => {
    const formKey = "special-group-once";
    const one = await createSpecialGroup(we.aino, { name: "Kerran", formKey });
    expect(await createSpecialGroup(we.aino, { name: "Kerran", formKey })).toEqual(one);
  });

  test("nobody joins what is out of use, but leaving is open; the card says the same", async () => {
    const [one, two] = atHand();
    if (!one || !two) throw new Error("too few");
    const id = await made("Suljettu", { members: texts([one]) });
    await db.update(specialGroups).set({ disabledAt: new Date() }).where(eq(specialGroups.id, id));
    expect(await updateSpecialMembers(we.aino, { id, members: texts([two]) })).toMatchObject({
      problems: { "": { key: "specialGroupDisabled" } },
    });
    expect((await updateGroupings(we.aino, { id: two.id, specialGroups: [String(id)] })).ok).toBe(false);
    expect((await updateSpecialMembers(we.aino, { id, shown: String(one.id), members: "" })).ok).toBe(true);
    expect(await members(id)).toEqual([]);
  });
});

describe("deleting", () => {
  test("hides the group and keeps its customers for the day it comes back, unless its name is taken by then", async () => {
    const [one] = atHand();
    if (!one) throw new Error("too few");
    const id = await made("Häviävä", { members: texts([one]) });
    expect((await deleteSpecialGroup(we.aino, { id })).ok).toBe(true);
    await expect(findSpecialGroup(we.aino, id)).rejects.toThrow(absent);
    await expect(updateSpecialMembers(we.aino, { id, members: "" })).rejects.toThrow(absent);
    const card = await getCustomer(we.aino, one.id, "fi");
    expect("specialGroups" in card && card.specialGroups.every((group) => group.id !== id)).toBe(true);
    expect((await restoreSpecialGroup(we.aino, { id })).ok).toBe(true);
    expect(await members(id)).toEqual([one.id]);
    await expect(restoreSpecialGroup(we.aino, { id })).rejects.toThrow(absent);
    await deleteSpecialGroup(we.aino, { id });
    await made("häviävä");
    expect(await restoreSpecialGroup(we.aino, { id })).toMatchObject({ problems: { name: { key: "taken" } } });
  });
});

test("its Excel has its customers at hand that the reader sees, and no others", async () => {
  const archived = all.find(({ tab }) => tab === 2);
  const [mine] = near();
  const [distant] = far();
  if (!mine || !distant || !archived) throw new Error("too few");
  const id = await made("Taulukko", { members: texts([mine, distant]) });
  await db.insert(specialGroupMembers).values({ specialGroupId: id, customerId: archived.id });
  const names = async (viewer: Viewer) => {
    const filter = { ...customerFilter({ special: String(id) }), tab: null };
    const t = createTranslator({ locale: "fi", messages: catalog });
    const book = await customerBook(
      viewer,
      { where: ({ listedCustomers }) => wanted(viewer, listedCustomers, filter), facts: {}, about: [] },
      { t: t as never, locale: "fi" },
    );
    const file = await (await downloadOf(book, "xlsx", "x")).arrayBuffer();
    const [sheet] = await readExcelFile(Buffer.from(file));
    return (sheet?.data ?? []).slice(1).map((row) => row.find((cell) => all.some(({ name }) => name === cell)));
  };
  expect((await names(we.aino)).toSorted()).toEqual([mine.name, distant.name].toSorted());
  expect(await names(local)).toEqual([mine.name]);
});
