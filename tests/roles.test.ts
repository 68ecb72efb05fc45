import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerRoles,
  events,
  projectParticipants,
  responsibilities,
  responsibilityChanges,
  workOrders,
} from "@/db/schema/index";
import { addEntry, deleteEntry, mergeEntry, moveEntry, saveEntry, switchEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import type { Tie } from "@/lib/responsibilities/rules";
import { writeTies } from "@/lib/responsibilities/writes";
import { rolesOf } from "@/lib/roles/queries";
import { letterFor, oneRole, roleColours } from "@/lib/roles/rules";
import { type Cast, cast } from "./cast";
import { done, lastLine } from "./doing";

const register = "customerRoles";
let we: Cast;
let roles: Cast["world"]["customerRoles"];
beforeAll(async () => {
  we = await cast();
  roles = we.world.customerRoles;
});

let made = 0;
const role = (values: Record<string, string> = {}) =>
  done(addEntry, we.maija, { register, "names.fi": `Rooli ${++made}`, ...values });
const row = async (id: number) => (await db.select().from(customerRoles).where(eq(customerRoles.id, id)))[0];
const tie = (roleId: number | null, validFrom: string | null = null, validTo: string | null = null): Tie => ({
  roleId,
  validFrom,
  validTo,
  note: null,
});

/** Who answers for a customer in what, as the writes of the matrix have it. */
const give = (customer: number, employeeId: number, ties: Tie[], subject: "customer" | "project" = "customer") =>
  db.transaction((tx) => writeTies(tx, we.maija, "cell", [{ subject, subjectId: customer, employeeId, ties }]));
const held = async (customerId: number, employeeId: number) =>
  db
    .select({
      roleId: responsibilities.roleId,
      validFrom: responsibilities.validFrom,
      validTo: responsibilities.validTo,
      note: responsibilities.note,
    })
    .from(responsibilities)
    .where(and(eq(responsibilities.customerId, customerId), eq(responsibilities.employeeId, employeeId)))
    .orderBy(asc(responsibilities.validFrom));

describe("a letter", () => {
  test.each([
    ["Kirjanpitäjä", [], "K"],
    ["Kirjanpitäjä", ["K"], "KI"],
    ["Payroll clerk", ["P"], "PC"],
    ["Payroll clerk", ["P", "PC"], "PA"],
    ["äyriäinen", [], "Ä"],
    ["123 palvelu", [], "1"],
    ["— !", [], "R"],
    ["A", ["A"], "A2"],
    ["ßä", [], "S"],
    ["会计", [], "会"],
  ])("for %s beside %j is %s", (name, taken, letter) => {
    expect(letterFor(name, new Set(taken))).toBe(letter);
  });

  test("is taken from the name where none is given, upper case, and nobody else’s", async () => {
    const first = await role({ "names.fi": "Laskuttaja" });
    expect(await row(first)).toMatchObject({ letter: "L", colour: "blue", position: 5 });
    const second = await role({ "names.fi": "Laatuvastaava", letter: " " });
    expect((await row(second))?.letter).toBe("LA");
    const third = await role({ "names.fi": "Logistiikka", letter: "lx", colour: "plum" });
    expect(await row(third)).toMatchObject({ letter: "LX", colour: "plum" });
    await saveEntry(we.maija, { register, id: third, letter: "" });
    expect((await row(third))?.letter).toBe("LO");
    expect(await addEntry(we.maija, { register, "names.fi": "Lisä", letter: "l" })).toMatchObject({
      problems: { letter: { key: "taken" } },
    });
    for (const letter of ["abc", "-", "a b", "\u0000", "<", "x".repeat(10_000), "👍"])
      expect(await saveEntry(we.maija, { register, id: third, letter })).toMatchObject({
        problems: { letter: { key: "roleLetter" } },
      });
    for (const id of [first, second, third]) await deleteEntry(we.maija, { register, id });
  });

  test("may be the same in customer roles and project roles", async () => {
    const id = await done(addEntry, we.maija, { register: "projectRoles", "names.fi": "Kartoittaja", letter: "K" });
    expect((await rolesOf(we.maija, "fi")).project.find((one) => one.id === id)).toMatchObject({ letter: "K" });
    await deleteEntry(we.maija, { register: "projectRoles", id });
  });
});

describe("a role", () => {
  test("has one of six colours, a level or none, and two marks; each change is logged", async () => {
    const id = await role();
    for (const colour of roleColours) expect((await saveEntry(we.maija, { register, id, colour })).ok).toBe(true);
    for (const colour of ["red", "", ["blue", "rust"]]) {
      expect((await saveEntry(we.maija, { register, id, colour })).ok).toBe(false);
    }
    const marks = { level: "consulted", isRequired: ["", "on"], isShown: ["", "on"] };
    expect(await saveEntry(we.maija, { register, id, ...marks })).toMatchObject({ ok: true });
    expect(await row(id)).toMatchObject({ level: "consulted", isRequired: true, isShown: true });
    expect((await lastLine("customer_roles", id, "customerRole.updated"))?.changes).toMatchObject({
      level: "consulted",
    });
    expect(await saveEntry(we.maija, { register, id, level: "", isRequired: "" })).toMatchObject({ ok: true });
    expect(await row(id)).toMatchObject({ level: null, isRequired: false, isShown: true });
    expect((await saveEntry(we.maija, { register, id, level: "boss" })).ok).toBe(false);
    await deleteEntry(we.maija, { register, id });
  });

  test("is read in the reader’s language, in order, those out of use last", async () => {
    const letters = async () => (await rolesOf(we.pieter, "nl")).customer.map(({ name, letter }) => [letter, name]);
    expect(await letters()).toEqual([
      ["K", "Boekhouder"],
      ["P", "Salarisadministrateur"],
      ["V", "Vervanger"],
      ["A", "Archivaris"],
    ]);
    await moveEntry(we.maija, { register, id: roles.deputy, direction: "up" });
    expect((await letters()).map(([letter]) => letter)).toEqual(["K", "V", "P", "A"]);
    await moveEntry(we.maija, { register, id: roles.deputy, place: "3" });
    expect((await rolesOf(we.sven, "sv")).customer.map(({ isOffered }) => isOffered)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    await expect(rolesOf(we.nils, "fi")).rejects.toThrow("404");
  });

  test("in use is counted by customers who have it today; it can be disabled, not deleted", async () => {
    const { svenAlways, svenLater } = we.world.customers;
    const used = async () => (await listEntries(we.maija, register, "fi")).find(({ id }) => id === roles.payroll)?.used;
    expect(await used()).toBe(0);
    await give(svenAlways, we.sven.employeeId, [tie(roles.payroll)]);
    await give(svenAlways, we.eetu.employeeId, [tie(roles.payroll)]);
    await give(svenLater, we.sven.employeeId, [tie(roles.payroll, "2099-01-01")]);
    expect(await used()).toBe(1);
    expect(await deleteEntry(we.maija, { register, id: roles.payroll })).toMatchObject({
      problems: { "": { key: "stillUsed" } },
    });
    expect((await switchEntry(we.maija, { register, id: roles.payroll, to: "disabled" })).ok).toBe(true);
    expect(await held(svenAlways, we.sven.employeeId)).toMatchObject([{ roleId: roles.payroll }]);
    await switchEntry(we.maija, { register, id: roles.payroll, to: "inUse" });
    await give(svenAlways, we.eetu.employeeId, []);
  });
});

describe("one role goes into another", () => {
  test("what overlaps then is one tie, what does not stays apart", () => {
    const rest = tie(9, "2026-01-01");
    expect(oneRole([tie(1, "2026-01-01", "2026-06-30"), tie(2, "2026-06-30"), rest], 1, 2)).toEqual([
      rest,
      tie(2, "2026-01-01"),
    ]);
    expect(oneRole([tie(1, null, "2026-01-31"), tie(2, "2026-02-01", "2026-03-01")], 1, 2)).toEqual([
      tie(2, null, "2026-01-31"),
      tie(2, "2026-02-01", "2026-03-01"),
    ]);
    const noted = (note: string | null, roleId: number) => ({ ...tie(roleId), note });
    expect(oneRole([noted("Loma", 1), noted("Loma", 2)], 1, 2)).toEqual([noted("Loma", 2)]);
    expect(oneRole([noted("Loma", 1), noted("Sijainen", 2)], 1, 2)).toEqual([noted("Loma · Sijainen", 2)]);
  });

  test("with the ties of everybody, logged customer by customer, with work orders, and not to be undone", async () => {
    const { ek, fors } = we.world.customers;
    const from = await role({ "names.fi": "Tilintarkastaja" });
    const to = await role({ "names.fi": "Tarkastaja" });
    await give(ek, we.sven.employeeId, [tie(from, "2026-01-01", "2026-06-30"), tie(to, "2026-06-01", "2026-12-31")]);
    await give(fors, we.ebba.employeeId, [tie(from)]);
    const [order] = await db
      .insert(workOrders)
      .values({ title: "Tilinpäätös", visibility: "role", roleId: from })
      .returning({ id: workOrders.id });
    const before = await db.$count(responsibilityChanges);

    const asked = await mergeEntry(we.maija, { register, id: from, targetId: String(to) });
    expect(asked).toMatchObject({ doubts: [{ key: "mergeUses", params: { n: 2, both: 1 } }] });
    const confirmed = asked.ok ? [] : (asked.doubts?.map(({ mark }) => mark) ?? []);
    expect((await mergeEntry(we.maija, { register, id: from, targetId: String(to), confirmed })).ok).toBe(true);

    expect(await held(ek, we.sven.employeeId)).toEqual([tie(to, "2026-01-01", "2026-12-31")]);
    expect(await held(fors, we.ebba.employeeId)).toEqual([tie(to)]);
    expect(await db.$count(responsibilityChanges)).toBe(before);
    const [kept] = await db
      .select()
      .from(workOrders)
      .where(eq(workOrders.id, order?.id ?? 0));
    expect(kept?.roleId).toBe(to);
    for (const id of [ek, fors]) {
      const lines = await db
        .select()
        .from(events)
        .where(and(eq(events.action, "responsibility.changed"), eq(events.customerId, id)));
      expect(lines.length).toBe(2);
    }
    expect(await lastLine("customer_roles", from, "customerRole.merged")).toMatchObject({ by: we.maija.employeeId });
  });

  test("of projects with those who take part", async () => {
    const { foreman, designer } = we.world.projectRoles;
    const project = we.world.projects.bergTak;
    await give(project, we.sven.employeeId, [tie(designer)], "project");
    const form = { register: "projectRoles", id: designer, targetId: String(foreman) };
    const asked = await mergeEntry(we.maija, form);
    const confirmed = asked.ok ? [] : (asked.doubts?.map(({ mark }) => mark) ?? []);
    expect((await mergeEntry(we.maija, { ...form, confirmed })).ok).toBe(true);
    const [part] = await db
      .select()
      .from(projectParticipants)
      .where(and(eq(projectParticipants.projectId, project), eq(projectParticipants.employeeId, we.sven.employeeId)));
    expect(part?.roleId).toBe(foreman);
  });
});
