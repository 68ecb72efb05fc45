import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerRoles, customers, employees, projects, settings } from "@/db/schema/index";
import { dayAfter } from "@/lib/moments";
import { dropTie, editTie, giveTies, setCell } from "@/lib/responsibilities/commands";
import { getRow } from "@/lib/responsibilities/queries";
import { plainTie, switchedOff, switchedOn, withoutRole, withTie } from "@/lib/responsibilities/rules";
import { absent, answering, held, press, problem, startAfresh, tie, ties } from "./answering";
import { signedIn } from "./cast";
import { lastLine } from "./doing";

let { we, herself, ahola, berg, roof, pilot, mate, boatswain } = {} as Awaited<ReturnType<typeof answering>>;
let today = "";

beforeAll(async () => {
  ({ we, herself, ahola, berg, roof, pilot, mate, boatswain } = await answering());
  today = we.aino.facts.today;
});
beforeEach(() => startAfresh(we));

describe("what is held", () => {
  const [past, future] = [tie({ validTo: "2026-01-31" }), tie({ validFrom: "2026-12-01", roleId: 7 })];

  test("is open from now until what is to come, once switched on", () => {
    expect(switchedOn([], "2026-06-15")).toEqual([plainTie]);
    expect(switchedOn([past, future], "2026-06-15")).toEqual([
      past,
      future,
      tie({ validFrom: "2026-06-15", validTo: "2026-11-30" }),
    ]);
    expect(switchedOn([plainTie], "2026-06-15")).toEqual([plainTie]);
  });

  test("keeps its past once switched off", () => {
    const dated = tie({ validFrom: "2026-02-01", roleId: 7, note: "x" });
    expect(switchedOff([past, dated, future], "2026-06-15")).toEqual([past, { ...dated, validTo: "2026-06-14" }]);
    expect(switchedOff([plainTie, tie({ validFrom: "2026-06-15" })], "2026-06-15")).toEqual([]);
  });

  test("turns into a role for as long as that lasts, and back once it is lost", () => {
    const role = tie({ roleId: 7, validFrom: "2026-03-01", validTo: "2026-03-31" });
    const [before, after] = [tie({ validTo: "2026-02-28" }), tie({ validFrom: "2026-04-01" })];
    expect(withTie([plainTie], role)).toEqual([before, after, role]);
    expect(withTie([plainTie], tie({ roleId: 7 }))).toEqual([tie({ roleId: 7 })]);
    expect(withoutRole([before, after], role)).toEqual([before, after, { ...role, roleId: null }]);
    expect(withoutRole([tie({ roleId: 8 })], role)).toEqual([tie({ roleId: 8 })]);
  });
});

describe("a cell", () => {
  const row = () => `customer:${ahola}`;

  test("is switched on and off; a repeated post changes nothing; each change is logged by name of the customer", async () => {
    const { karin } = we.world.people;
    expect(await press(we.aino, row(), karin, "on")).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await ties(row(), karin)).toEqual([plainTie]);
    expect(await lastLine("customers", ahola, "responsibility.changed")).toMatchObject({
      customerId: ahola,
      by: we.world.people.aino,
      changes: { responsibles: [{ employeeId: karin, roleId: null, validFrom: null, validTo: null }] },
    });
    expect(await press(we.aino, row(), karin, "on")).toMatchObject({ result: { count: 0, id: 0 } });
    expect(await press(we.aino, row(), karin, "off")).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await ties(row(), karin)).toEqual([]);
    expect(await press(we.aino, row(), karin, "off")).toMatchObject({ result: { count: 0 } });
  });

  test("with roles or dates is asked about once, and what began before today stays as history", async () => {
    const { karin } = we.world.people;
    const began = dayAfter(today, -10);
    await giveTies(we.aino, { row: row(), employeeId: karin, roles: [pilot], validFrom: began, note: "Kvällar" });
    const asked = await press(we.aino, row(), karin, "off");
    expect(asked).toMatchObject({
      ok: false,
      doubts: [{ key: "responsibilityLost", params: { name: "Karin Åsrydh" } }],
    });
    expect(await press(we.aino, row(), karin, "off", `remove:customer:${berg}:${karin}`)).toMatchObject({ ok: false });
    expect(await press(we.aino, row(), karin, "off", `remove:${row()}:${karin}`)).toMatchObject({ ok: true });
    const [left] = await ties(row(), karin);
    expect(left).toMatchObject({ roleId: pilot, validFrom: began, validTo: dayAfter(today, -1), note: "Kvällar" });
  });

  test("of the owner stays on, of a project that of its manager", async () => {
    expect(await press(we.aino, row(), we.world.people.aino, "off")).toEqual(problem("ownerStays"));
    expect(await press(we.aino, row(), we.world.people.aino, "on")).toMatchObject({ ok: true, result: { count: 0 } });
    expect(await press(we.aino, `project:${roof}`, we.world.people.karin, "off")).toEqual(problem("managerStays"));
  });

  test("is refused for whoever left, for archived customers and closed projects", async () => {
    const { karin, nils } = we.world.people;
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, nils));
    expect(await press(we.aino, row(), nils, "on")).toEqual(problem("employeeInactive", "employeeId"));
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, nils));
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, ahola));
    expect(await press(we.aino, row(), karin, "on")).toEqual(problem("customerArchived"));
    await db.update(projects).set({ status: "closed" }).where(eq(projects.id, roof));
    expect(await press(we.aino, `project:${roof}`, nils, "on")).toEqual(problem("projectClosed"));
  });

  test("that is nonsense, out of reach, masked or not one's to change is absent", async () => {
    const { karin, ebba } = we.world.people;
    for (const cell of [
      "",
      "x",
      "customer:0:1:on",
      `customer:${ahola}:${karin}:maybe`,
      `group:${ahola}:${karin}:on`,
      ["a"],
    ])
      await expect(setCell(we.aino, { cell })).rejects.toThrow(absent);
    await expect(press(we.aino, "customer:999999", karin, "on")).rejects.toThrow(absent);
    await expect(press(we.aino, row(), 999_999, "on")).resolves.toMatchObject({ ok: false });
    for (const viewer of [we.pieter, we.sven, we.nils])
      await expect(press(viewer, row(), karin, "on")).rejects.toThrow(absent);
    await expect(press(herself, row(), ebba, "on")).rejects.toThrow(absent);
    await db.update(settings).set({ maskOtherCompanies: true });
    const masked = await signedIn(we.world.people.aino);
    await expect(press(masked, `customer:${berg}`, karin, "on")).rejects.toThrow(absent);
    await expect(getRow(masked, { subject: "customer", subjectId: berg }, "fi")).rejects.toThrow(absent);
    expect(await press(masked, row(), karin, "on")).toMatchObject({ ok: true });
    await db.update(settings).set({ maskOtherCompanies: false });
  });

  test("without the right to assign others is one's own only, and asks before one’s own reach ends there", async () => {
    const { karin, ebba } = we.world.people;
    await press(we.aino, row(), ebba, "on");
    await expect(press(herself, row(), karin, "on")).rejects.toThrow(absent);
    const asked = await press(herself, row(), ebba, "off");
    expect(asked).toMatchObject({ ok: false, doubts: [{ mark: `leavesReach:${ahola}`, key: "leavesReach" }] });
    const done = await press(herself, row(), ebba, "off", `leavesReach:${ahola}`);
    expect(done).toMatchObject({ ok: true, result: { inReach: false } });
    await press(we.aino, `customer:${berg}`, ebba, "on");
    await press(we.aino, `project:${roof}`, ebba, "on");
    expect(await press(herself, `project:${roof}`, ebba, "off")).toMatchObject({ doubts: [{ key: "leavesProject" }] });
  });
});

describe("a role", () => {
  const row = () => `customer:${ahola}`;
  const give = (values: Record<string, unknown>) =>
    giveTies(we.aino, { row: row(), employeeId: we.world.people.karin, ...values });

  test("makes somebody responsible, turns a tick into itself, and leaves one behind when it is taken away", async () => {
    const { karin } = we.world.people;
    await press(we.aino, row(), karin, "on");
    expect(await give({ roles: [pilot, mate], note: " Vain  iltaisin " })).toMatchObject({ ok: true });
    const both = [tie({ roleId: pilot, note: "Vain iltaisin" }), tie({ roleId: mate, note: "Vain iltaisin" })];
    expect(await ties(row(), karin)).toEqual(both);
    const [first, second] = await held(row(), karin);
    await dropTie(we.aino, { row: row(), employeeId: karin, tie: first?.id });
    expect(await ties(row(), karin)).toEqual([both[1]]);
    await dropTie(we.aino, { row: row(), employeeId: karin, tie: (await held(row(), karin))[0]?.id });
    expect(await ties(row(), karin)).toEqual([tie({ note: "Vain iltaisin" })]);
    const late = await dropTie(we.aino, { row: row(), employeeId: karin, tie: second?.id });
    expect(late).toEqual(problem("responsibilityGone"));
  });

  test("is the owner's besides owning, and goes without a trace", async () => {
    const { aino } = we.world.people;
    expect(await give({ employeeId: aino })).toEqual(problem("periodOverlap", "employeeId"));
    await give({ employeeId: aino, roles: [pilot] });
    await dropTie(we.aino, { row: row(), employeeId: aino, tie: (await held(row(), aino))[0]?.id });
    expect(await ties(row(), aino)).toEqual([]);
  });

  test("changes its days; what is not sent stays; nothing overlaps", async () => {
    const { karin } = we.world.people;
    await give({ roles: [pilot], validFrom: "1.1.2026", validTo: "2026-03-31", note: "Q1" });
    expect(await give({ roles: [pilot], validFrom: "2026-03-31" })).toEqual(problem("periodOverlap", "validFrom"));
    expect(await give({ validTo: "2026-01-01" })).toEqual(problem("periodOverlap", "validFrom"));
    expect(await give({ roles: [pilot], validFrom: "2026-04-01" })).toMatchObject({ ok: true });
    const [first] = await held(row(), karin);
    const edit = (values: Record<string, unknown>) =>
      editTie(we.aino, { row: row(), employeeId: karin, tie: first?.id, ...values });
    expect(await edit({ validTo: "2026-04-01" })).toEqual(problem("periodOverlap", "validFrom"));
    expect(await edit({ validTo: "2025-12-31" })).toEqual(problem("period", "validTo"));
    expect(await edit({ validFrom: "2026-02-01", validTo: "2026-01-01" })).toEqual(problem("period", "validTo"));
    expect(await edit({ roleId: String(mate), validTo: "2026-02-28" })).toMatchObject({ ok: true });
    expect((await ties(row(), karin))[0]).toEqual(
      tie({ roleId: mate, validFrom: "2026-01-01", validTo: "2026-02-28", note: "Q1" }),
    );
  });

  test("has to be in use, one of customers, and given to somebody who works here", async () => {
    const { karin } = we.world.people;
    expect(await give({ roles: [boatswain + 1000] })).toEqual(problem("chooseOption", "roles"));
    expect(await give({ employeeId: "" })).toEqual(problem("required", "employeeId"));
    expect(await give({ roles: ["x"] })).toMatchObject({ ok: false });
    expect(await give({ note: "x".repeat(501) })).toMatchObject({ problems: { note: { key: "tooLong" } } });
    expect(await give({ validFrom: "huomenna" })).toMatchObject({ problems: { validFrom: { key: "date" } } });
    await give({ roles: [pilot] });
    await db.update(customerRoles).set({ disabledAt: new Date() }).where(eq(customerRoles.id, pilot));
    const [kept] = await held(row(), karin);
    const stays = { row: row(), employeeId: karin, tie: kept?.id, roleId: pilot, note: "Jää" };
    expect(await editTie(we.aino, stays)).toMatchObject({ ok: true });
    expect(await give({ employeeId: we.world.people.nils, roles: [pilot] })).toEqual(problem("chooseOption", "roles"));
    await db.update(customerRoles).set({ disabledAt: null }).where(eq(customerRoles.id, pilot));
  });

  test("of a project is another than one of customers, and is told on the customer's history", async () => {
    const { nils } = we.world.people;
    const place = { row: `project:${roof}`, employeeId: nils };
    await giveTies(we.aino, { ...place, roles: [boatswain], validTo: dayAfter(today, 3) });
    expect(await ties(place.row, nils)).toEqual([tie({ roleId: boatswain, validTo: dayAfter(today, 3) })]);
    expect(await lastLine("projects", roof, "responsibility.changed")).toMatchObject({ customerId: berg });
    await expect(giveTies(herself, { ...place, employeeId: we.world.people.ebba })).rejects.toThrow(absent);
  });
});
