import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customers,
  employees,
  events,
  eventValues,
  groupMemberships,
  groups,
  profiles,
  settings,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { downloadOf } from "@/lib/downloads";
import {
  createGroup,
  deleteGroup,
  restoreGroup,
  updateGroup,
  updateMembers,
  updateSellers,
} from "@/lib/groups/commands";
import { groupFilter } from "@/lib/groups/filter";
import { findGroup, getDeletion, getGroup, listGroups, listMembers, listSellerChoices } from "@/lib/groups/queries";
import { mixedWith, numbersIn } from "@/lib/groups/rules";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const everything = groupFilter({});
let we: Cast;
/** Somebody who may make groups but whose reach ends at the B.V. */
let local: Viewer;

beforeAll(async () => {
  we = await cast();
  const grants = { customers: "edit", groups: "yes", export: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Groepen", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.pieter));
  local = await signedIn(we.world.people.pieter);
});

let before: Map<number, string>;
beforeEach(async () => {
  before = await numbers();
});
afterEach(async () => {
  const after = await numbers();
  for (const [id, number] of before) expect(after.get(id)).toBe(number);
});

async function numbers() {
  const rows = await db.select({ id: customers.id, number: customers.number }).from(customers);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function made(values: Record<string, string>): Promise<number> {
  const outcome = await createGroup(we.aino, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

/** Says yes to whatever is asked. */
async function insisting<T>(say: (confirmed: string[]) => Promise<{ ok: boolean; doubts?: { mark: string }[] } & T>) {
  const first = await say([]);
  return first.ok ? first : say((first.doubts ?? []).map(({ mark }) => mark));
}

const groupOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.groupId;
const members = async (id: number) =>
  (await db.select({ id: customers.id }).from(customers).where(eq(customers.groupId, id))).map((row) => row.id).sort();

async function put(groupId: number, ...ids: number[]) {
  const outcome = await insisting((confirmed) =>
    updateMembers(we.aino, { id: groupId, members: ids.map(String), confirmed }),
  );
  expect(outcome.ok).toBe(true);
}

async function lastLines(subject: string, id: number, action: string) {
  const [line] = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, subject), eq(events.subjectId, id), eq(events.action, action)))
    .orderBy(desc(events.id))
    .limit(1);
  if (!line) return null;
  const values = await db
    .select()
    .from(eventValues)
    .where(eq(eventValues.eventId, line.id))
    .orderBy(asc(eventValues.field));
  return {
    actorId: line.actorId,
    version: line.subjectVersion,
    changes: values.map((v) => [v.field, v.before, v.after]),
  };
}

describe("a group", () => {
  test("is made with its number start and its account, and stands in the list", async () => {
    const id = await made({
      name: " Suuret  asiakkaat ",
      numberStart: "5 000",
      ledgerAccount: "3000",
      dimension: "110",
    });
    const { rows, total } = await listGroups(we.aino, everything, "fi");
    expect(rows.find((row) => row.id === id)).toEqual({
      id,
      name: "Suuret asiakkaat",
      numberStart: 5000,
      ledgerAccount: "3000",
      customers: 0,
      sellers: [],
      nextNumber: "5000",
    });
    expect(rows.map(({ name }) => name)).toEqual(
      [...rows.map(({ name }) => name)].sort((a, b) => a.localeCompare(b, "fi")),
    );
    expect(total).toBe(rows.length);
    expect((await listGroups(we.aino, groupFilter({ q: "SUURET ÄSI" }), "fi")).rows.map((row) => row.id)).toEqual([id]);
    expect((await listGroups(we.aino, groupFilter({ q: "suur%" }), "fi")).rows).toEqual([]);
  });

  test("is refused without a name, with a name in use or a start that is no number, and nothing is made", async () => {
    const count = await db.$count(groups);
    expect(await createGroup(we.aino, { name: " " })).toEqual({ ok: false, problems: { name: { key: "required" } } });
    expect(await createGroup(we.aino, { name: "avainasiakkaat" })).toEqual({
      ok: false,
      problems: { name: { key: "taken" } },
    });
    expect(await createGroup(we.aino, { name: "Uusi", numberStart: "A1" })).toEqual({
      ok: false,
      problems: { numberStart: { key: "numberStart" } },
    });
    expect(await createGroup(we.aino, { name: "Uusi", numberStart: "1000" })).toEqual({
      ok: false,
      problems: { numberStart: { key: "taken" } },
    });
    expect(await createGroup(we.aino, { name: "Uusi", deletedAt: "2026-01-01" })).toMatchObject({ ok: false });
    expect(await db.$count(groups)).toBe(count);
  });

  test("is not there for those without the right, and its list not for those who read no customers", async () => {
    const { key } = we.world.groups;
    for (const viewer of [we.sven, we.nils]) {
      await expect(createGroup(viewer, { name: "Mina" })).rejects.toThrow(absent);
      await expect(updateGroup(viewer, { id: key, name: "Mina" })).rejects.toThrow(absent);
      await expect(updateSellers(viewer, { id: key, sellers: [""] })).rejects.toThrow(absent);
      await expect(updateMembers(viewer, { id: key, members: [""] })).rejects.toThrow(absent);
      await expect(deleteGroup(viewer, { id: key })).rejects.toThrow(absent);
      await expect(restoreGroup(viewer, { id: key })).rejects.toThrow(absent);
      await expect(getGroup(viewer, key)).rejects.toThrow(absent);
      await expect(listSellerChoices(viewer, key, "fi")).rejects.toThrow(absent);
      await expect(listMembers(viewer, { id: key, q: "", page: 1 }, "fi")).rejects.toThrow(absent);
      await expect(getDeletion(viewer, key, "fi")).rejects.toThrow(absent);
    }
    await expect(listGroups(we.nils, everything, "fi")).rejects.toThrow(absent);
    await expect(findGroup(we.nils, key)).rejects.toThrow(absent);
    expect((await listGroups(we.sven, everything, "fi")).total).toBeGreaterThan(3);
  });

  test("that does not exist is absent for every door", async () => {
    for (const id of [0, 999_999, "x"]) {
      await expect(updateGroup(we.aino, { id, name: "X" })).rejects.toThrow(absent);
      await expect(deleteGroup(we.aino, { id })).rejects.toThrow(absent);
      await expect(restoreGroup(we.aino, { id })).rejects.toThrow(absent);
    }
    await expect(getGroup(we.aino, 999_999)).rejects.toThrow(absent);
    await expect(findGroup(we.aino, 999_999)).rejects.toThrow(absent);
    await expect(getDeletion(we.aino, 999_999, "fi")).rejects.toThrow(absent);
  });

  test("keeps what the form did not send, and the change is logged", async () => {
    const id = await made({ name: "Pidetty", ledgerAccount: "K3100", dimension: "Etelä" });
    expect(await updateGroup(we.aino, { id, dimension: "" })).toMatchObject({ ok: true });
    expect(await getGroup(we.aino, id)).toMatchObject({ name: "Pidetty", ledgerAccount: "K3100", dimension: null });
    expect(await lastLines("groups", id, "group.updated")).toEqual({
      actorId: we.aino.employeeId,
      version: 2,
      changes: [["dimension", "Etelä", null]],
    });
    expect(await lastLines("groups", id, "group.created")).toMatchObject({
      changes: [
        ["dimension", null, "Etelä"],
        ["ledgerAccount", null, "K3100"],
        ["name", null, "Pidetty"],
      ],
    });
  });

  test("is made once when the same form comes twice", async () => {
    const form = { name: "Kerran vain", formKey: "groups-once-0001" };
    const [one, other] = await Promise.all([createGroup(we.aino, form), createGroup(we.aino, form)]);
    expect(one).toMatchObject({ ok: true });
    expect(other).toEqual(one);
    expect(await db.$count(groups, eq(groups.name, "Kerran vain"))).toBe(1);
  });

  test("merges what two people changed apart, and asks about what both changed", async () => {
    const id = await made({ name: "Kaksi tekijää", ledgerAccount: "A" });
    const whole = { id, version: 1, name: "Kaksi tekijää", ledgerAccount: "A", dimension: "" };
    expect(await updateGroup(we.aino, { ...whole, ledgerAccount: "B" })).toMatchObject({ ok: true });
    expect(await updateGroup(we.maija, { ...whole, dimension: "Pohjoinen" })).toMatchObject({ ok: true });
    expect(await getGroup(we.aino, id)).toMatchObject({ ledgerAccount: "B", dimension: "Pohjoinen" });
    expect(await updateGroup(we.maija, { ...whole, ledgerAccount: "C" })).toMatchObject({
      ok: false,
      conflicts: [{ field: "ledgerAccount", mine: "C", theirs: "B", by: "Aino Ruskalampi" }],
    });
  });
});

describe("the numbers of a group", () => {
  test("shown as the next one is the one the next customer gets", async () => {
    const id = await made({ name: "Numerot", numberStart: "8000" });
    const next = async () => (await getGroup(we.aino, id)).next?.number;
    const make = async (name: string, groupId: number | null = id, number?: string) => {
      const values = {
        id: we.world.companies.oy,
        name,
        country: "FI",
        groupId: String(groupId ?? ""),
        ...(number && { number }),
      };
      const outcome = await insisting((confirmed) => createCustomer(we.aino, { ...values, confirmed }));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      const [row] = await db.select().from(customers).where(eq(customers.name, name));
      return row?.number;
    };
    expect(await next()).toBe("8000");
    expect(await make("Numero A")).toBe("8000");
    await make("Numero B", null, "8001");
    expect(await next()).toBe("8002");
    expect(await make("Numero C")).toBe("8002");

    expect(await updateGroup(we.aino, { id, numberStart: "7000" })).toMatchObject({ ok: true });
    expect(await next()).toBe("7000");
    expect(await make("Numero D")).toBe("7000");

    await make("Numero E", null, "7001");
    await made({ name: "Seuraava sarja", numberStart: "7002" });
    const highest = Math.max(...[...(await numbers()).values()].filter((n) => /^\d+$/.test(n)).map(Number));
    expect((await getGroup(we.aino, id)).next).toEqual({ number: String(highest + 1), isFull: true });
    expect(await make("Numero F")).toBe(String(highest + 1));

    await db.update(settings).set({ numberingPadding: 6 });
    expect(await next()).toBe(await make("Numero G"));
    expect((await listGroups(we.aino, everything, "fi")).rows.find((row) => row.id === id)?.nextNumber).toBe(
      await make("Numero H"),
    );
    await db.update(settings).set({ numberingPadding: 0 });
  });

  test("that would run into another series are asked about, and saved all the same when meant", async () => {
    const low = await made({ name: "Matala", numberStart: "20000" });
    await db.execute(`insert into number_series (group_id, next) values (${low}, 20050)
      on conflict (coalesce(group_id, 0)) do update set next = 20050`);
    const outcome = await createGroup(we.aino, { name: "Väliin", numberStart: "20010" });
    expect(outcome).toMatchObject({
      ok: false,
      doubts: [{ key: "numbersMix", params: { group: "Matala", start: "20010" } }],
    });
    expect(await createGroup(we.aino, { name: "Väliin", numberStart: "20050" })).toMatchObject({ ok: true });
    const marks = outcome.ok ? [] : (outcome.doubts ?? []).map(({ mark }) => mark);
    expect(await createGroup(we.aino, { name: "Väliin 2", numberStart: "20011", confirmed: marks })).toMatchObject({
      ok: false,
    });
    expect(await createGroup(we.aino, { name: "Väliin 2", numberStart: "20010", confirmed: marks })).toMatchObject({
      ok: true,
    });
  });

  test("mix with a lower series that has gone beyond the start, and with the general one that begins inside", () => {
    const general = { name: "", start: 1, next: 500 };
    const low = { name: "Low", start: 1000, next: 1200 };
    const high = { name: "High", start: 3000, next: 3001 };
    expect(mixedWith(2000, [low, high], general)).toEqual([]);
    expect(mixedWith(1100, [low, high], general)).toEqual([low]);
    expect(mixedWith(1200, [low, high], general)).toEqual([]);
    expect(mixedWith(300, [low, high], general)).toEqual([general]);
    expect(mixedWith(6000, [low, high], { ...general, start: 7000, next: 7000 })).toEqual([
      { ...general, start: 7000, next: 7000 },
    ]);
  });
});

describe("the sellers of a group", () => {
  test("see its customers at their next click, and no longer once they stop being sellers", async () => {
    const { ahola, aijala, dal } = we.world.customers;
    const { sven, eetu } = we.world.people;
    const seen = async () => {
      const { rows } = await listCustomers(await signedIn(sven), customerFilter({ view: "flat" }), "sv");
      return rows.map(({ id }) => id);
    };
    expect(await seen()).not.toContain(ahola);
    const id = we.world.groups.key;
    expect(await updateSellers(we.aino, { id, sellers: ["", String(eetu), String(sven)] })).toMatchObject({ ok: true });
    expect(await seen()).toEqual(expect.arrayContaining([ahola, aijala]));
    expect(await lastLines("groups", id, "group.sellersChanged")).toMatchObject({
      changes: [["sellers", [eetu], [eetu, sven].sort((a, b) => a - b)]],
    });

    await db.update(employees).set({ isSeller: false }).where(eq(employees.id, sven));
    expect(await seen()).not.toContain(ahola);
    expect(await seen()).not.toContain(dal);
    const choices = await listSellerChoices(we.aino, id, "fi");
    expect(choices.find((choice) => choice.id === sven)).toMatchObject({ chosen: true, isSeller: false, left: false });
    expect((await listGroups(we.aino, everything, "fi")).rows.find((row) => row.id === id)?.sellers).toEqual([
      "Eetu Koskiranta",
    ]);
    expect(await updateSellers(we.aino, { id, sellers: ["", String(eetu), String(sven)] })).toMatchObject({ ok: true });
    expect(await updateSellers(we.aino, { id, sellers: ["", String(eetu)] })).toMatchObject({ ok: true });
    expect((await listSellerChoices(we.aino, id, "fi")).map((choice) => choice.id)).not.toContain(sven);
    expect(await updateSellers(we.aino, { id, sellers: ["", String(eetu), String(sven)] })).toEqual({
      ok: false,
      problems: { sellers: { key: "notSeller" } },
    });
    await db.update(employees).set({ isSeller: true }).where(eq(employees.id, sven));
  });

  test("are only people who act as sellers and still work here", async () => {
    const id = await made({ name: "Ilman myyjiä" });
    const { aino, ebba } = we.world.people;
    for (const stranger of [aino, 999_999]) {
      expect(await updateSellers(we.aino, { id, sellers: ["", String(stranger)] })).toEqual({
        ok: false,
        problems: { sellers: { key: "notSeller" } },
      });
    }
    const names = (await listSellerChoices(we.aino, id, "fi")).map(
      ({ name, company, teams }) => `${name}, ${company}, ${teams}`,
    );
    expect(names).toContain("Ebba Lingonhjelm, Pohjanranta AB, Stockholm");
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, ebba));
    expect((await listSellerChoices(we.aino, id, "fi")).map((choice) => choice.id)).not.toContain(ebba);
    expect(await updateSellers(we.aino, { id, sellers: ["", String(ebba)] })).toMatchObject({ ok: false });
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, ebba));
  });

  test("changed by two people at once are asked about", async () => {
    const id = await made({ name: "Kahden myyjät" });
    const { sven, ebba } = we.world.people;
    expect(await updateSellers(we.aino, { id, version: 1, sellers: ["", String(sven)] })).toMatchObject({ ok: true });
    expect(await updateSellers(we.maija, { id, version: 1, sellers: ["", String(ebba)] })).toMatchObject({
      ok: false,
      conflicts: [{ field: "sellers" }],
    });
    const theirs = { id, version: 2, sellers: ["", String(ebba)], "keep.sellers": "theirs" };
    expect(await updateSellers(we.maija, theirs)).toMatchObject({ ok: true });
    const chosen = (await listSellerChoices(we.aino, id, "fi")).filter((choice) => choice.chosen);
    expect(chosen.map((choice) => choice.id)).toEqual([sven]);
  });
});

describe("the customers of a group", () => {
  test("join and leave, each with a line of their own in the log and a row in their history", async () => {
    const id = await made({ name: "Väki" });
    const { wirtanen, zetterlund } = we.world.customers;
    expect(
      await updateMembers(we.aino, { id, shown: "", members: ["", String(wirtanen), String(zetterlund)] }),
    ).toMatchObject({ ok: true });
    expect(await members(id)).toEqual([wirtanen, zetterlund].sort());
    const { rows, total } = await listMembers(we.aino, { id, q: "", page: 1 }, "fi");
    expect(rows.map((row) => row.name)).toEqual(["Wirtanen Oy", "Zetterlund Ab"]);
    expect(total).toBe(2);
    expect(await lastLines("customers", wirtanen, "customer.updated")).toEqual({
      actorId: we.aino.employeeId,
      version: 2,
      changes: [["groupId", null, id]],
    });
    expect(await lastLines("groups", id, "group.customersChanged")).toMatchObject({ changes: [["joined", null, 2]] });
    const history = await db.select().from(groupMemberships).where(eq(groupMemberships.customerId, wirtanen));
    expect(history).toMatchObject([{ groupId: id, validFrom: we.aino.facts.today, validTo: null }]);

    const shown = `${wirtanen},${zetterlund}`;
    expect(await updateMembers(we.aino, { id, shown, members: ["", String(zetterlund)] })).toMatchObject({ ok: true });
    expect(await members(id)).toEqual([zetterlund]);
    expect(await lastLines("customers", wirtanen, "customer.updated")).toMatchObject({
      version: 3,
      changes: [["groupId", id, null]],
    });
  });

  test("who would leave another group are asked about once, by name, and keep their history by date", async () => {
    const id = await made({ name: "Uusi koti" });
    const { ahola } = we.world.customers;
    const { key } = we.world.groups;
    const values = { id, shown: "", members: ["", String(ahola)] };
    const outcome = await updateMembers(we.aino, values);
    expect(outcome).toMatchObject({
      ok: false,
      doubts: [{ key: "groupMoves", params: { n: 1 }, links: [{ label: "Ahola Oy (Avainasiakkaat)" }] }],
    });
    expect(await groupOf(ahola)).toBe(key);
    const confirmed = outcome.ok ? [] : outcome.doubts?.map(({ mark }) => mark);
    expect(await updateMembers(we.aino, { ...values, confirmed })).toMatchObject({ ok: true });
    expect(await groupOf(ahola)).toBe(id);
    const history = await db
      .select({ groupId: groupMemberships.groupId, until: groupMemberships.validTo })
      .from(groupMemberships)
      .where(eq(groupMemberships.customerId, ahola))
      .orderBy(asc(groupMemberships.validFrom));
    expect(history).toEqual([
      { groupId: key, until: expect.any(String) },
      { groupId: id, until: null },
    ]);
    await put(key, ahola);
  });

  test("stay where somebody else has put them meanwhile: only ticks that were changed count", async () => {
    const [one, other] = [await made({ name: "Samaan aikaan 1" }), await made({ name: "Samaan aikaan 2" })];
    const { wirtanen, vaahtera, oljymaki } = we.world.customers;
    await put(one, wirtanen, vaahtera);
    const asSeen = {
      id: one,
      shown: `${wirtanen},${vaahtera}`,
      members: ["", String(wirtanen), String(vaahtera), String(oljymaki)],
    };
    await put(other, wirtanen);
    expect(await updateMembers(we.maija, asSeen)).toMatchObject({ ok: true });
    expect(await groupOf(wirtanen)).toBe(other);
    expect(await members(one)).toEqual([vaahtera, oljymaki].sort());
    expect(await updateMembers(we.maija, { id: one, shown: `${wirtanen}`, members: [""] })).toMatchObject({ ok: true });
    expect(await groupOf(wirtanen)).toBe(other);
  });

  test("come by their pasted numbers, on lines, with commas or spaces; texts that are no number are named", async () => {
    const id = await made({ name: "Liitetyt" });
    const { lintulahti, letters, plumber, formula, archived } = we.world.customers;
    const number = (customer: number) => before.get(customer) ?? "";
    const pasted = `${number(lintulahti)}\r\n ${number(letters)}, ${number(plumber)}\t${number(formula)} 99999 ${number(archived)}`;
    const outcome = await updateMembers(we.aino, { id, numbers: pasted });
    expect(outcome).toMatchObject({
      ok: false,
      doubts: [{ key: "numbersUnknown", params: { n: 2, numbers: `99999, ${number(archived)}` } }],
    });
    expect(await members(id)).toEqual([]);
    await insisting((confirmed) => updateMembers(we.aino, { id, numbers: pasted, confirmed }));
    expect(await members(id)).toEqual([lintulahti, letters, plumber, formula].sort());
  });

  test("have numbers that may hold a space", () => {
    const known = (number: string) => ["A 12", "77", "A"].includes(number);
    expect(numbersIn("A 12\nA 77;77 88,,", known)).toEqual(["A 12", "A", "77", "88"]);
  });

  test("out of reach are neither shown, counted, added nor removed", async () => {
    const id = await made({ name: "Yli rajojen" });
    const { molen, wirtanen, zetterlund } = we.world.customers;
    await put(id, molen, wirtanen);
    expect((await listMembers(local, { id, q: "", page: 1 }, "nl")).rows.map((row) => row.id)).toEqual([molen]);
    expect((await listMembers(local, { id, q: "wirt", page: 1 }, "nl")).total).toBe(0);
    expect((await listGroups(local, everything, "nl")).rows.find((row) => row.id === id)?.customers).toBe(1);
    expect((await getGroup(local, id)).customers).toBe(1);
    expect(await updateMembers(local, { id, shown: `${molen},${wirtanen}`, members: [""] })).toMatchObject({
      ok: true,
    });
    expect(await members(id)).toEqual([wirtanen]);
    expect(await updateMembers(local, { id, members: ["", String(zetterlund)] })).toEqual({
      ok: false,
      problems: { members: { key: "customersGone" } },
    });
    const pasted = await updateMembers(local, { id, numbers: before.get(zetterlund) });
    expect(pasted).toMatchObject({ ok: false, doubts: [{ key: "numbersUnknown" }] });
    expect(await groupOf(zetterlund)).not.toBe(id);
  });

  test("of another company stay out of it while the mask hides their groups", async () => {
    const id = await made({ name: "Naamio" });
    const { ahola, molen, household } = we.world.customers;
    await put(id, molen);
    await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
    const aino = await signedIn(we.world.people.aino);
    expect((await listMembers(aino, { id, q: "", page: 1 }, "fi")).total).toBe(0);
    expect((await listMembers(aino, { id, q: "molen", page: 1 }, "fi")).total).toBe(0);
    expect((await listMembers(aino, { id, q: "ahola", page: 1 }, "fi")).rows).toMatchObject([
      { id: ahola, group: "Avainasiakkaat" },
    ]);
    expect(await updateMembers(aino, { id, members: ["", String(molen)] })).toMatchObject({ ok: false });
    expect(await deleteGroup(aino, { id })).toEqual({ ok: false, problems: { "": { key: "groupNotOpen" } } });
    expect(await updateMembers(aino, { id, members: ["", String(household)] })).toMatchObject({ ok: true });
    await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
  });

  test("are found by name, the group's own first, with the group they are in", async () => {
    const id = await made({ name: "Haku" });
    const { wirtanen } = we.world.customers;
    await put(id, wirtanen);
    const { rows } = await listMembers(we.aino, { id, q: "oy", page: 1 }, "fi");
    expect(rows[0]).toMatchObject({ id: wirtanen, groupId: id });
    expect(rows.some((row) => row.groupId !== id)).toBe(true);
    expect((await listMembers(we.aino, { id, q: "aijala", page: 1 }, "fi")).rows).toMatchObject([
      { group: "Avainasiakkaat" },
    ]);
  });

  test("moved out of their mover's own sight are asked about first", async () => {
    const { sven } = we.world.people;
    const { bygg } = we.world.groups;
    const { polder } = we.world.customers;
    const grants = { customers: "edit", groups: "yes" };
    const [profile] = await db
      .insert(profiles)
      .values({ name: "Grupper", grants, reach: ["groups"] })
      .returning();
    const [old] = await db.select().from(employees).where(eq(employees.id, sven));
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, sven));
    const seller = await signedIn(sven);
    const removal = { id: bygg, shown: String(polder), members: [""] };
    expect(await updateMembers(seller, removal)).toMatchObject({
      ok: false,
      doubts: [{ key: "customersLost", params: { n: 1 } }],
    });
    expect(await groupOf(polder)).toBe(bygg);
    expect(await updateSellers(seller, { id: bygg, sellers: [""] })).toMatchObject({
      ok: false,
      doubts: [{ key: "ownSeller" }],
    });
    expect(await deleteGroup(seller, { id: bygg })).toMatchObject({ ok: false, doubts: [{ key: "customersLost" }] });
    await db.update(employees).set({ profileId: old?.profileId }).where(eq(employees.id, sven));
  });

  test("cannot be left without a group where everybody has to be in one", async () => {
    const id = await made({ name: "Pakko" });
    const { wirtanen } = we.world.customers;
    await put(id, wirtanen);
    await db.update(settings).set({ groupRequired: true });
    expect(await updateMembers(we.aino, { id, shown: String(wirtanen), members: [""] })).toEqual({
      ok: false,
      problems: { members: { key: "groupRequired" } },
    });
    await db.update(settings).set({ groupRequired: false });
  });
});

describe("deleting a group", () => {
  test("puts its customers under no group, archived ones too, and undo brings back those who are still there", async () => {
    const [id, other] = [await made({ name: "Poistettava" }), await made({ name: "Muualle" })];
    const { wirtanen, vaahtera, oljymaki, archived, binned } = we.world.customers;
    await put(id, wirtanen, vaahtera, oljymaki);
    await db
      .update(customers)
      .set({ groupId: id })
      .where(inArray(customers.id, [archived, binned]));
    expect((await listGroups(we.aino, everything, "fi")).rows.find((row) => row.id === id)?.customers).toBe(3);
    expect(await getDeletion(we.aino, id, "fi")).toMatchObject({
      name: "Poistettava",
      customers: 4,
      archived: 1,
      targets: [],
    });

    expect(await deleteGroup(we.aino, { id })).toEqual({ ok: true, result: { id, moved: 4 } });
    for (const customer of [wirtanen, vaahtera, oljymaki, archived, binned]) expect(await groupOf(customer)).toBeNull();
    expect(await lastLines("customers", vaahtera, "customer.updated")).toMatchObject({
      changes: [["groupId", id, null]],
    });
    const open = and(eq(groupMemberships.customerId, vaahtera), isNull(groupMemberships.validTo));
    expect(await db.$count(groupMemberships, open)).toBe(0);
    await expect(getGroup(we.aino, id)).rejects.toThrow(absent);
    await expect(updateGroup(we.aino, { id, name: "Haamu" })).rejects.toThrow(absent);
    await expect(deleteGroup(we.aino, { id })).rejects.toThrow(absent);
    expect((await listGroups(we.aino, everything, "fi")).rows.map((row) => row.id)).not.toContain(id);

    await put(other, wirtanen);
    expect(await restoreGroup(we.aino, { id })).toMatchObject({ ok: true, result: { id, moved: 4 } });
    expect(await groupOf(wirtanen)).toBe(other);
    expect(await members(id)).toEqual([vaahtera, oljymaki, archived, binned].sort());
    await expect(restoreGroup(we.aino, { id })).rejects.toThrow(absent);

    await put(id, wirtanen);
    await updateMembers(we.aino, { id, shown: String(vaahtera), members: [""] });
    await deleteGroup(we.aino, { id });
    expect(await restoreGroup(we.aino, { id })).toMatchObject({ ok: true });
    expect(await groupOf(vaahtera)).toBeNull();
    expect(await groupOf(wirtanen)).toBe(id);
  });

  test("frees the name; undo is refused while somebody else uses it", async () => {
    const id = await made({ name: "Nimi vapautuu" });
    await deleteGroup(we.aino, { id });
    const other = await made({ name: "Nimi vapautuu" });
    expect(await restoreGroup(we.aino, { id })).toEqual({ ok: false, problems: { name: { key: "taken" } } });
    await updateGroup(we.aino, { id: other, name: "Toinen nimi" });
    expect(await restoreGroup(we.aino, { id })).toMatchObject({ ok: true });
  });

  test("and saving a customer into it at the same instant do not overlook each other", async () => {
    for (const name of ["Kuukkeli", "Pöllölaakso", "Haapana", "Metso ja Riekko"]) {
      const group = await made({ name: `Kilpajuoksu ${name}` });
      const number = `R-${name.length}`;
      const company = { id: we.aino.facts.companyId, country: "FI" };
      const [saved] = await Promise.all([
        createCustomer(we.aino, { ...company, name: `${name} Oy`, groupId: String(group), number }),
        deleteGroup(we.maija, { id: group }),
      ]);
      before = await numbers();
      if (!saved.ok) expect(saved.problems).toHaveProperty("groupId");
      expect(await db.$count(customers, eq(customers.groupId, group))).toBe(0);
    }
  });

  test("asks for another group where everybody has to be in one", async () => {
    const [id, target] = [await made({ name: "Pakkopoisto" }), await made({ name: "Kohde" })];
    const { wirtanen } = we.world.customers;
    await put(id, wirtanen);
    await db.update(settings).set({ groupRequired: true });
    expect((await getDeletion(we.aino, id, "fi")).targets.map((group) => group.id)).toContain(target);
    for (const wrong of ["", String(id), "999999"]) {
      expect(await deleteGroup(we.aino, { id, targetId: wrong })).toEqual({
        ok: false,
        problems: { targetId: { key: "groupRequired" } },
      });
    }
    expect(await deleteGroup(we.aino, { id, targetId: String(target) })).toMatchObject({ ok: true });
    expect(await groupOf(wirtanen)).toBe(target);
    expect(await restoreGroup(we.aino, { id })).toMatchObject({ ok: true });
    expect(await groupOf(wirtanen)).toBe(id);
    await db.update(settings).set({ groupRequired: false });
  });

  test("is refused while it has customers out of the deleter's reach, without saying which", async () => {
    const id = await made({ name: "Osin suljettu" });
    const { molen, zetterlund } = we.world.customers;
    await put(id, molen, zetterlund);
    expect(await deleteGroup(local, { id })).toEqual({ ok: false, problems: { "": { key: "groupNotOpen" } } });
    expect(await members(id)).toEqual([molen, zetterlund].sort());
  });
});

describe("the file of a group", () => {
  const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };
  const bookOf = (viewer: Viewer, id: number) =>
    customerBook(
      viewer,
      {
        where: ({ listedCustomers }) => and(eq(listedCustomers.groupId, id), inArray(listedCustomers.tab, [0, 1])),
        facts: { group: id, format: "xlsx" },
        about: [["Asiakasryhmä", "Avainasiakkaat"]],
      },
      words,
    );
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  test("read back by another reader, has a typed row for each customer and says what it is", async () => {
    const id = await made({ name: "Tiedostoon" });
    const { ahola, formula, household, archived, molen } = we.world.customers;
    await put(id, formula, household, molen, ahola);
    await db.update(customers).set({ groupId: id }).where(eq(customers.id, archived));
    const file = await bytesOf(downloadOf(await bookOf(we.aino, id), "xlsx", "Asiakasryhmä"));
    const [rows, about] = (await readExcelFile(file)).map((sheet) => sheet.data);
    const head = rows?.[0] as string[];
    const found = rows?.slice(1).map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at]])));
    expect(found?.map((row) => row["Asiakkaan nimi"])).toEqual([
      "=1+1 Laskenta Oy",
      "Ahola Oy",
      "Molen B.V.",
      "Testinen, Väinö",
    ]);
    expect(found?.[1]).toMatchObject({
      Asiakasnumero: before.get(ahola),
      "Y-tunnus": "9200000-7",
      "ALV-numero": "FI92000007",
      Asiakastyypit: "Asiakas",
      "Asiakas on": "Yritys tai yhteisö",
      Vaihe: "Aktiivinen",
      Asiakasvastaava: "Aino Ruskalampi",
      Asiakasryhmä: "Tiedostoon",
      Katuosoite: "Pajakuja 4 B 12",
      Postinumero: "00510",
      Postitoimipaikka: "Helsinki",
      Maa: "Suomi",
      Sähköposti: "info@ahola.example",
      Puhelin: "+358 40 000 0001",
      Kotisivu: "https://www.ahola.example",
      Kieli: "suomi",
      "Yhteyshenkilön etunimi": "Väinö",
      "Yhteyshenkilön sukunimi": "Testinen",
      "Yhteyshenkilön sähköposti": "vaino.testinen@ahola.example",
      "Yhteyshenkilön puhelin": "+358 40 000 0002",
    });
    // Excel counts days as fractions; the reader rounds down.
    expect(Math.round(Number(found?.[1]?.Luotu) / 1000)).toBe(Date.UTC(2026, 0, 5, 11) / 1000);
    expect(about?.slice(0, 3)).toEqual([
      ["Asiakasryhmä", "Avainasiakkaat"],
      ["Organisaatio", "Pohjanranta"],
      ["Tekijä", "Aino Ruskalampi"],
    ]);
    const [line] = await db
      .select()
      .from(events)
      .where(eq(events.action, "customers.exported"))
      .orderBy(desc(events.id))
      .limit(1);
    expect(line).toMatchObject({ actorId: we.aino.employeeId, facts: { group: id, format: "xlsx" } });
  });

  test("holds only what is open to whoever takes it, and is not there without the right", async () => {
    const id = await made({ name: "Rajattu tiedosto" });
    const { molen, zetterlund } = we.world.customers;
    await put(id, molen, zetterlund);
    const file = await bytesOf(downloadOf(await bookOf(local, id), "csv", "Klantgroep"));
    expect(file.toString()).toContain("Molen B.V.");
    expect(file.toString()).not.toContain("Zetterlund");
    await expect(bookOf(we.sven, id)).rejects.toThrow(absent);
    await expect(bookOf(we.nils, id)).rejects.toThrow(absent);
  });

  test("is for keeping, not for showing, under a name in the reader's letters", async () => {
    const response = downloadOf(
      await bookOf(we.aino, we.world.groups.key),
      "xlsx",
      'Asiakasryhmä Äijät/"1" 2026-11-22',
    );
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition":
        "attachment; filename=\"Asiakasryhma Aijat 1 2026-11-22.xlsx\"; filename*=UTF-8''Asiakasryhm%C3%A4%20%C3%84ij%C3%A4t%201%202026-11-22.xlsx",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    await response.arrayBuffer();
  });
});
