import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerCompanies,
  customers,
  employees,
  profiles,
  projects,
  responsibilities,
  settings,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateCustomer } from "@/lib/customers/commands";
import { getCustomer } from "@/lib/customers/queries";
import { listHistory } from "@/lib/history/queries";
import { dayAfter } from "@/lib/moments";
import { giveTies, replaceOwner, type setCell, undoChange } from "@/lib/responsibilities/commands";
import { getRow } from "@/lib/responsibilities/queries";
import { plainTie } from "@/lib/responsibilities/rules";
import { absent, answering, press, problem, startAfresh, tie, ties } from "./answering";
import { signedIn } from "./cast";
import { lastLine } from "./doing";

let { we, herself, ahola, berg, roof, pilot } = {} as Awaited<ReturnType<typeof answering>>;
let today = "";

beforeAll(async () => {
  ({ we, herself, ahola, berg, roof, pilot } = await answering());
  today = we.aino.facts.today;
});
beforeEach(() => startAfresh(we));

const changeOf = (outcome: Awaited<ReturnType<typeof setCell>>) => (outcome.ok ? outcome.result.id : 0);

describe("an owner", () => {
  const row = () => `customer:${ahola}`;
  const replace = (viewer: Viewer, values: Record<string, unknown>) =>
    replaceOwner(viewer, { row: row(), former: we.world.people.aino, ...values });

  test("is replaced; the former one stays responsible where that is wanted; a tick goes into owning", async () => {
    const { aino, eetu, maija } = we.world.people;
    await press(we.aino, row(), eetu, "on");
    expect(await replace(we.aino, { ownerId: eetu, keepFormer: "on" })).toMatchObject({
      ok: true,
      result: { count: 3 },
    });
    expect([await ties(row(), eetu), await ties(row(), aino)]).toEqual([[], [plainTie]]);
    const { people } = await getRow(we.aino, { subject: "customer", subjectId: ahola }, "fi");
    expect(people.map(({ employeeId, isLead }) => [employeeId, isLead])).toEqual([
      [eetu, true],
      [aino, false],
    ]);
    expect(await replace(we.maija, { ownerId: maija })).toEqual(problem("responsibilityGone"));
    expect(await replace(we.maija, { ownerId: maija, former: eetu })).toMatchObject({ ok: true });
    expect(await ties(row(), eetu)).toEqual([]);
    expect(await lastLine("customers", ahola, "customer.updated")).toMatchObject({ changes: { ownerId: maija } });
  });

  test("has to serve the customer, is never nobody, and is chosen by those who may assign others", async () => {
    const { nils, pieter, ebba } = we.world.people;
    expect(await replace(we.aino, { ownerId: "" })).toEqual(problem("required", "ownerId"));
    expect(await replace(we.aino, { ownerId: nils })).toEqual(problem("chooseOption", "ownerId"));
    await db.update(settings).set({ ownersFromAnyCompany: false });
    expect(await replace(we.aino, { ownerId: pieter })).toEqual(problem("ownerCompany", "ownerId"));
    await db.update(settings).set({ ownersFromAnyCompany: true });
    await expect(replace(herself, { ownerId: ebba })).rejects.toThrow(absent);
  });

  test("of one's own company is not changed at home by mistake", async () => {
    const { aino, sven, karin } = we.world.people;
    const own = { customerId: berg, companyId: we.aino.facts.companyId, ownerId: aino };
    await db.insert(customerCompanies).values(own);
    expect(await replace(we.aino, { row: `customer:${berg}`, former: sven, ownerId: karin })).toEqual(
      problem("ownOwner"),
    );
    expect(await press(we.aino, `customer:${berg}`, aino, "off")).toEqual(problem("ownerStays"));
    await db.delete(customerCompanies).where(eq(customerCompanies.customerId, berg));
  });

  test("of a project is its manager", async () => {
    const { karin, ebba } = we.world.people;
    const given = { row: `project:${roof}`, former: karin, ownerId: ebba, keepFormer: "on" };
    expect(await replaceOwner(we.aino, given)).toMatchObject({ ok: true });
    expect(await ties(`project:${roof}`, karin)).toEqual([plainTie]);
    expect((await db.select().from(projects).where(eq(projects.id, roof)))[0]?.managerId).toBe(ebba);
  });
});

describe("an undo", () => {
  const row = () => `customer:${ahola}`;

  test("puts back what was done, once, and can be undone itself", async () => {
    const { karin, eetu } = we.world.people;
    const replaced = await replaceOwner(we.aino, {
      row: row(),
      former: we.world.people.aino,
      ownerId: eetu,
      keepFormer: "on",
    });
    const undone = await undoChange(we.aino, { id: changeOf(replaced) });
    expect(undone).toMatchObject({ ok: true, result: { count: 2, skipped: 0 } });
    expect(await ties(row(), we.world.people.aino)).toEqual([]);
    expect(await undoChange(we.aino, { id: changeOf(replaced) })).toMatchObject({
      result: { count: 0, changeId: null },
    });
    const again = undone.ok ? (undone.result.changeId ?? 0) : 0;
    expect(await undoChange(we.aino, { id: again })).toMatchObject({ result: { count: 2, skipped: 0 } });
    const on = await press(we.aino, row(), karin, "on");
    await giveTies(we.aino, { row: row(), employeeId: karin, roles: [pilot] });
    expect(await undoChange(we.aino, { id: changeOf(on) })).toMatchObject({ result: { count: 0, skipped: 1 } });
    expect(await ties(row(), karin)).toEqual([tie({ roleId: pilot })]);
  });

  test("is of one's own changes, or of anybody's for whoever may assign others; what is out of reach stays", async () => {
    const { karin, ebba } = we.world.people;
    const theirs = changeOf(await press(we.aino, row(), karin, "on"));
    await expect(undoChange(herself, { id: theirs })).rejects.toThrow(absent);
    await expect(undoChange(we.sven, { id: theirs })).rejects.toThrow(absent);
    await press(we.aino, row(), ebba, "on");
    const hers = changeOf(await press(herself, row(), ebba, "off", `leavesReach:${ahola}`));
    expect(await undoChange(herself, { id: hers })).toMatchObject({ ok: true, result: { count: 0, skipped: 1 } });
    expect(await undoChange(we.maija, { id: hers })).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await ties(row(), ebba)).toEqual([plainTie]);
    const roofed = changeOf(await press(we.aino, `project:${roof}`, ebba, "on"));
    await db.update(projects).set({ status: "closed" }).where(eq(projects.id, roof));
    expect(await undoChange(we.aino, { id: roofed })).toMatchObject({ result: { count: 0, skipped: 1 } });
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, ahola));
    expect(await undoChange(we.aino, { id: theirs })).toMatchObject({ result: { count: 0, skipped: 1 } });
  });
});

test("who lost the right to assign others undoes nothing of theirs", async () => {
  const { aino, karin } = we.world.people;
  const [held] = await db.select().from(employees).where(eq(employees.id, aino));
  const change = changeOf(await press(we.aino, `customer:${ahola}`, karin, "on"));
  const grants = { customers: "all", responsibilities: "yes" };
  const [alone] = await db
    .insert(profiles)
    .values({ name: "Yksin", grants, reach: ["all"] })
    .returning();
  await db.update(employees).set({ profileId: alone?.id }).where(eq(employees.id, aino));
  const later = await signedIn(aino);
  await db.update(employees).set({ profileId: held?.profileId }).where(eq(employees.id, aino));
  expect(await undoChange(later, { id: change })).toMatchObject({ result: { count: 0, skipped: 1 } });
  expect(await ties(`customer:${ahola}`, karin)).toEqual([plainTie]);
});

describe("the card", () => {
  const row = () => `customer:${ahola}`;
  const teamOf = async (viewer: Viewer) => {
    const customer = await getCustomer(viewer, ahola, "en");
    return customer.sight === "full"
      ? customer.team.map(({ name, isLead, ties: held }) => ({ name, isLead, held }))
      : null;
  };

  test("shows who answers today or later with roles, and nothing of it where the company is masked", async () => {
    const { karin, eetu } = we.world.people;
    const given = { row: row(), employeeId: karin };
    await giveTies(we.aino, { ...given, roles: [pilot], validFrom: dayAfter(today, 9), note: "Kesä" });
    await giveTies(we.aino, { row: row(), employeeId: eetu, validTo: dayAfter(today, -1) });
    const owner = { name: "Aino Ruskalampi", isLead: true, held: [] };
    const later = { validFrom: dayAfter(today, 9), validTo: null, note: "Kesä" };
    expect(await teamOf(we.aino)).toEqual([
      owner,
      {
        name: "Karin Åsrydh",
        isLead: false,
        held: [expect.objectContaining({ ...later, role: expect.objectContaining({ name: "Pilot", letter: "Q1" }) })],
      },
    ]);
    await db.update(settings).set({ features: sql`array_remove(${settings.features}, 'roles')` });
    const held = (await teamOf(await signedIn(we.world.people.aino)))?.[1]?.held;
    expect(held).toEqual([expect.objectContaining({ ...later, role: null })]);
    await db
      .update(settings)
      .set({ features: sql`array_append(${settings.features}, 'roles')`, maskOtherCompanies: true });
    const masked = await signedIn(we.world.people.maija);
    await db.update(employees).set({ companyId: we.pieter.facts.companyId }).where(eq(employees.id, masked.employeeId));
    const stranger = await signedIn(masked.employeeId);
    expect(await teamOf(stranger)).toEqual([]);
    const told = (await listHistory(stranger, ahola, { part: null, before: null })).flatMap(({ changes }) => changes);
    expect(told.some(({ field }) => field === "responsibles" || field === "ownerId")).toBe(false);
    const seen = (await listHistory(we.aino, ahola, { part: null, before: null })).flatMap(({ changes }) => changes);
    expect(seen.some(({ field }) => field === "responsibles")).toBe(true);
    await db.update(employees).set({ companyId: we.maija.facts.companyId }).where(eq(employees.id, masked.employeeId));
    await db.update(settings).set({ maskOtherCompanies: false });
  });

  test("saves what else was typed while somebody changed who answers", async () => {
    const { version } = await getCustomer(we.aino, ahola, "en").then((card) =>
      card.sight === "full" ? card : { version: 0 },
    );
    await press(we.maija, row(), we.world.people.karin, "on");
    expect(await updateCustomer(we.aino, { id: ahola, version, email: "uusi@ahola.example" })).toMatchObject({
      ok: true,
    });
    expect(await ties(row(), we.world.people.karin)).toEqual([plainTie]);
  });
});

describe("two managers at once lose nothing", () => {
  const row = () => `customer:${ahola}`;
  const people = () => [we.world.people.karin, we.world.people.eetu, we.world.people.nils, we.world.people.pieter];

  test("in different cells of one row, and with every cell pressed twice", async () => {
    const both = [we.aino, we.maija].flatMap((viewer) => people().map((id) => press(viewer, row(), id, "on")));
    const outcomes = await Promise.all(both);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    for (const id of people()) expect(await ties(row(), id)).toEqual([plainTie]);
    expect(outcomes.filter((one) => one.ok && one.result.count === 1)).toHaveLength(people().length);
  });

  test("in one cell in both directions, with a role given meanwhile, and against an undo", async () => {
    const { karin } = we.world.people;
    for (let round = 0; round < 5; round++) {
      const on = await press(we.aino, row(), karin, "on");
      const id = on.ok ? on.result.id : 0;
      await Promise.all([
        press(we.aino, row(), karin, "off"),
        giveTies(we.maija, { row: row(), employeeId: karin, roles: [pilot] }),
        undoChange(we.maija, { id }),
        press(we.maija, row(), karin, "on"),
      ]);
      // Whatever came first, a role that was given is never taken away without having been asked about.
      expect(await ties(row(), karin)).toEqual([tie({ roleId: pilot })]);
      await db.delete(responsibilities);
    }
  });

  test("whoever comes second sees what the first has done, and is asked about it", async () => {
    const { karin } = we.world.people;
    await press(we.aino, row(), karin, "on");
    const second = await db.transaction(async (first) => {
      await first.select().from(customers).where(eq(customers.id, ahola)).for("no key update");
      const waiting = press(we.maija, row(), karin, "off");
      await new Promise((resolve) => setTimeout(resolve, 300));
      await first.update(responsibilities).set({ roleId: pilot }).where(eq(responsibilities.customerId, ahola));
      return { waiting };
    });
    expect(await second.waiting).toMatchObject({ ok: false, doubts: [{ key: "responsibilityLost" }] });
    expect(await ties(row(), karin)).toEqual([tie({ roleId: pilot })]);
  });
});
