import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Tables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { customerBook } from "@/lib/customers/export";
import { customerFilter, filterQuery, isFiltered, wanted } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import type { Params } from "@/lib/list-address";
import { dayAfter } from "@/lib/moments";
import { saveEntry } from "@/lib/registers/commands";
import type { Tie } from "@/lib/responsibilities/rules";
import { writeTies } from "@/lib/responsibilities/writes";
import { coverage, projectGaps, teamOf } from "@/lib/roles/queries";
import { flipSwitch } from "@/lib/settings/commands";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
let today: string;
beforeAll(async () => {
  we = await cast();
  ({ today } = we.maija.facts);
  const { accountant, payroll, deputy } = we.world.customerRoles;
  const { ahola, ek, dal, fors, polder } = we.world.customers;
  await give(ahola, we.eetu, [during(accountant), during(payroll)]);
  await give(ahola, we.maija, [during(deputy, dayAfter(today, 1))]);
  await give(ek, we.sven, [during(accountant, null, dayAfter(today, 10))]);
  await give(dal, we.ebba, [during(accountant, null, dayAfter(today, -1))]);
  await give(dal, we.karin, [during(accountant, null, dayAfter(today, 5)), during(accountant, dayAfter(today, 6))]);
  await give(fors, we.ebba, [during(accountant)]);
  await give(polder, we.pieter, [during(payroll)]);
});
afterEach(async () => {
  await db
    .update(settings)
    .set({ showOtherCompanies: false, maskOtherCompanies: false, features: ["roles", "segments", "multiCompany"] });
});

const during = (roleId: number | null, validFrom: string | null = null, validTo: string | null = null): Tie => ({
  roleId,
  validFrom,
  validTo,
  note: null,
});
const give = (subjectId: number, { employeeId }: Viewer, ties: Tie[], subject: "customer" | "project" = "customer") =>
  db.transaction((tx) => writeTies(tx, we.maija, "cell", [{ subject, subjectId, employeeId, ties }]));

const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };

/** Names that the list finds; its count and its file have to agree. */
async function found(viewer: Viewer, params: Params) {
  const filter = customerFilter({ view: "flat", ...params });
  const names = (await listCustomers(viewer, filter, "fi")).rows.map(({ name }) => name);
  const where = (tables: Tables, who: Viewer) => wanted(who, tables.listedCustomers, filter);
  const taking = Viewer.of({ ...viewer.facts, grants: { ...viewer.facts.grants, export: "yes" } });
  const file: unknown[] = [];
  for await (const batch of (await customerBook(taking, { where, about: [], facts: {} }, words)).rows)
    file.push(...batch);
  expect([(await countTabs(viewer, filter)).active, file.length]).toEqual([names.length, names.length]);
  return names;
}

describe("the list of customers by role", () => {
  test("finds those where somebody has any of them, all of them, or nobody has one, today", async () => {
    const { accountant, payroll, deputy } = we.world.customerRoles;
    const by = (role: string, roles?: string) => found(we.maija, { role, roles });
    expect(await by(`${accountant}`)).toEqual(["Ahola Oy", "Dals Bygg AB", "Ek AB", "Nyt Oy"]);
    expect(await by(`${accountant},${payroll}`)).toEqual([
      "Ahola Oy",
      "Dals Bygg AB",
      "Ek AB",
      "Nyt Oy",
      "Polder Installaties B.V.",
    ]);
    expect(await by(`${accountant},${payroll}`, "all")).toEqual(["Ahola Oy"]);
    expect(await by(`${deputy}`)).toEqual([]);
    const none = await by(`${accountant}`, "none");
    expect(none).toContain("Wirtanen Oy");
    expect(none).not.toContain("Ek AB");
    expect(none.length + 4).toBe((await found(we.maija, {})).length);
    expect(await found(we.maija, { losing: `${accountant}` })).toEqual(["Ek AB"]);
  });

  test("is an address that says the same again, and together with the other filters", async () => {
    const { accountant } = we.world.customerRoles;
    const filter = customerFilter({ role: [`${accountant}`, "7"], roles: "none", losing: "3" });
    expect(filterQuery(filter)).toMatchObject({ role: `${accountant},7`, roles: "none", losing: 3 });
    expect(isFiltered(filter)).toBe(true);
    for (const nonsense of ["x", "-1", "1e3", ""])
      expect(customerFilter({ role: nonsense, losing: nonsense }).role.ids).toEqual([]);
    const { world } = we;
    const both = { role: `${accountant}`, responsible: `${world.people.eetu}` };
    expect(await found(we.maija, both)).toEqual(["Ahola Oy"]);
    const options = await listFilterOptions(we.maija, "fi");
    const [team, segment, special] = [options.teams, options.segments, options.specialGroups].map((rows) =>
      String(rows[0]?.id),
    );
    expect(
      await found(we.maija, {
        ...both,
        team,
        special,
        segment: `${options.segments.map(({ id }) => id)}`,
        group: `${world.groups.key}`,
      }),
    ).toEqual(["Ahola Oy"]);
    expect(await found(we.maija, { ...both, segment, segments: "none" })).toEqual([]);
    expect(await found(we.maija, { responsible: "none", role: `${accountant}` })).toEqual([]);
  });

  test("offers the roles in use, in order and language, and those asked for", async () => {
    const { former } = we.world.customerRoles;
    const names = async (params: Params) =>
      (await listFilterOptions(we.sven, "sv", customerFilter(params))).roles.map(({ name }) => name);
    expect(await names({})).toEqual(["Bokförare", "Löneadministratör", "Ersättare"]);
    expect(await names({ role: `${former}` })).toContain("Arkivarie");
  });

  test("finds nothing by what others may not know", async () => {
    const { accountant } = we.world.customerRoles;
    const role = `${accountant}`;
    expect(await found(we.sven, { role })).toEqual(["Ek AB", "Dals Bygg AB", "Nyt Oy"].toSorted());
    await db.update(settings).set({ showOtherCompanies: true });
    const karin = await signedIn(we.karin.employeeId);
    expect(await found(karin, {})).toContain("Ahola Oy");
    expect(await found(karin, { role })).toEqual(["Dals Bygg AB", "Ek AB"]);
    expect(await found(karin, { role, roles: "none" })).not.toContain("Wirtanen Oy");
    await db.update(settings).set({ maskOtherCompanies: true });
    const sven = await signedIn(we.sven.employeeId);
    const { payroll } = we.world.customerRoles;
    expect(await found(sven, {})).toContain("Polder Installaties B.V.");
    expect(await found(sven, { role: `${payroll}` })).toEqual([]);
    expect(await found(sven, { role: `${payroll}`, roles: "none" })).not.toContain("Polder Installaties B.V.");
  });
});

describe("coverage", () => {
  test("says of each required role what the list finds, as far as one sees", async () => {
    const { accountant, payroll } = we.world.customerRoles;
    await saveEntry(we.maija, { register: "customerRoles", id: payroll, isRequired: "on" });
    for (const viewer of [we.maija, we.sven, we.pieter]) {
      const all = await coverage(viewer, "fi");
      expect(all.roles.map(({ id, name }) => [id, name])).toEqual([
        [accountant, "Kirjanpitäjä"],
        [payroll, "Palkanlaskija"],
      ]);
      for (const { id, missing, losing } of all.roles) {
        expect(missing).toBe((await found(viewer, { role: `${id}`, roles: "none" })).length);
        expect(losing).toBe((await found(viewer, { losing: `${id}` })).length);
      }
      expect(all.nobody).toBe((await found(viewer, { responsible: "none" })).length);
      expect(all.total).toBe((await found(viewer, {})).length);
    }
    expect((await coverage(we.maija, "fi")).roles[0]).toMatchObject({ letter: "K", losing: 1 });
    await expect(coverage(we.nils, "fi")).rejects.toThrow("404");
  });

  test("has no archived customers and no prospects, and follows the day’s changes", async () => {
    const { accountant } = we.world.customerRoles;
    const missing = async () => (await coverage(we.maija, "fi")).roles[0]?.missing ?? 0;
    const before = await missing();
    await give(we.world.customers.wirtanen, we.aino, [during(accountant)]);
    expect(await missing()).toBe(before - 1);
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, we.world.customers.oljymaki));
    expect(await missing()).toBe(before - 2);
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, we.world.customers.oljymaki));
    await give(we.world.customers.wirtanen, we.aino, []);
  });

  test("tells of open projects without a required role, of those one sees", async () => {
    const { foreman } = we.world.projectRoles;
    const { bergTak } = we.world.projects;
    const names = async (viewer: Viewer) => (await projectGaps(viewer, "fi")).map(({ name, role }) => [name, role]);
    expect(await names(we.maija)).toEqual([
      ["Parkskötsel", "Työnjohtaja"],
      ["Pihan kunnostus", "Työnjohtaja"],
      ["Takrenovering", "Työnjohtaja"],
    ]);
    await give(bergTak, we.sven, [during(foreman)], "project");
    expect((await names(we.maija)).map(([name]) => name)).toEqual(["Parkskötsel", "Pihan kunnostus"]);
    expect((await names(we.sven)).map(([name]) => name)).not.toContain("Pihan kunnostus");
    expect(await names(we.pieter)).toEqual([]);
  });
});

describe("the team card", () => {
  test("names the owner and who has a role shown to customers today, in the customer’s language", async () => {
    const { ahola } = we.world.customers;
    const team = await teamOf(we.maija, ahola, "sv");
    expect(team.map(({ name, parts }) => [name, ...parts.map(({ role }) => role)])).toEqual([
      ["Aino Ruskalampi", null],
      ["Eetu Koskiranta", "Bokförare", "Löneadministratör"],
    ]);
    expect(team[1]?.email).toBe("eetu@demo.example");
    expect(await teamOf(we.pieter, ahola, "sv")).toEqual([]);
  });
});

describe("without roles", () => {
  test("nothing is filtered, offered, counted or shown by them, for anybody, and all is back with them", async () => {
    const { accountant } = we.world.customerRoles;
    const role = `${accountant}`;
    const off = { id: 1, name: "roles", to: "off" };
    const asked = await flipSwitch(we.maija, off);
    expect(asked).toMatchObject({ doubts: [{ key: "rolesHidden" }] });
    const confirmed = asked.ok ? [] : (asked.doubts?.map(({ mark }) => mark) ?? []);
    expect(await flipSwitch(we.maija, { ...off, confirmed })).toMatchObject({ ok: true });
    for (const { employeeId } of [we.maija, we.sven]) {
      const viewer = await signedIn(employeeId);
      const all = await found(viewer, {});
      expect(await found(viewer, { role })).toEqual(all);
      expect(await found(viewer, { role, roles: "none" })).toEqual(all);
      expect(await found(viewer, { losing: role })).toEqual(all);
      expect((await listFilterOptions(viewer, "fi", customerFilter({ role }))).roles).toEqual([]);
      expect((await coverage(viewer, "fi")).roles).toEqual([]);
      expect(await projectGaps(viewer, "fi")).toEqual([]);
    }
    const team = await teamOf(await signedIn(we.maija.employeeId), we.world.customers.ahola, "fi");
    expect(team.map(({ name }) => name)).toEqual(["Aino Ruskalampi"]);
    expect(await flipSwitch(we.maija, { id: 1, name: "roles", to: "on" })).toMatchObject({ ok: true });
    expect(await found(await signedIn(we.maija.employeeId), { role })).toContain("Ahola Oy");
  });
});
