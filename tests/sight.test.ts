import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, profiles, settings } from "@/db/schema/index";
import { reaches } from "@/lib/access/permissions";
import { viewersOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter } from "@/lib/customers/filter";
import { type ListedCustomer, listCustomers } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { createProfile } from "@/lib/profiles/commands";
import { sightFilter } from "@/lib/sight/filter";
import { type PersonSight, whatTheySee, whoSees, whyISee } from "@/lib/sight/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const everybody = sightFilter({});

let we: Cast;
let at: Cast["world"]["customers"];
beforeAll(async () => {
  we = await cast();
  at = we.world.customers;
});

const switched = (to: Partial<typeof settings.$inferInsert>) => db.update(settings).set(to);

async function seenBy(name: keyof Cast["world"]["people"], customer: number, asking: Viewer = we.maija) {
  const { rows } = await whoSees(asking, customer, everybody, "en");
  return rows.find(({ id }) => id === we.world.people[name]);
}

describe("who sees a customer", () => {
  test("is told of everybody with the reasons", async () => {
    expect(await seenBy("maija", at.dal)).toMatchObject({ level: "edit", reasons: [{ kind: "all" }], seesMoney: true });
    expect(await seenBy("ebba", at.dal)).toMatchObject({ level: "edit", reasons: [{ kind: "owner" }] });
    expect(await seenBy("sven", at.dal)).toMatchObject({
      reasons: [{ kind: "group", name: "Bygg och installation" }],
      seesMoney: false,
    });
    expect(await seenBy("karin", at.dal)).toMatchObject({
      level: "read",
      reasons: [{ kind: "home", name: "Pohjanranta AB" }],
    });
    expect(await seenBy("karin", at.shared)).toMatchObject({ reasons: [{ kind: "related", name: "Pohjanranta AB" }] });
    expect(await seenBy("ebba", at.shared)).toMatchObject({ reasons: [{ kind: "owner" }] });
    expect(await seenBy("pieter", at.dal)).toMatchObject({ level: "none", mayRead: true, reasons: [] });
    expect(await seenBy("nils", at.dal)).toMatchObject({ level: "none", mayRead: false });
  });

  test("counts who answers for it to the day", async () => {
    const sven = async (customer: number) => (await seenBy("sven", customer))?.reasons;
    expect(await sven(at.svenNow)).toEqual([
      {
        kind: "responsible",
        from: "2020-01-01",
        to: "2099-12-31",
        role: expect.objectContaining({ en: "Accountant" }),
      },
    ]);
    expect(await sven(at.svenAlways)).toEqual([{ kind: "responsible", from: null, to: null, role: null }]);
    expect(await sven(at.svenBefore)).toEqual([]);
    expect(await sven(at.svenLater)).toEqual([]);
  });

  test("names whoever of the team it is", async () => {
    const id = await done(createProfile, we.maija, {
      id: String((await db.select().from(profiles).where(eq(profiles.builtIn, "seller")))[0]?.id),
      name: "Tiimi",
      reach: ["", "team"],
    });
    const before = await db.select().from(employees).where(eq(employees.id, we.world.people.eetu));
    await db.update(employees).set({ profileId: id }).where(eq(employees.id, we.world.people.eetu));
    expect((await seenBy("eetu", at.vaahtera))?.reasons).toEqual([{ kind: "teamOwner", name: "Aino Ruskalampi" }]);
    expect((await seenBy("eetu", at.ahola))?.reasons).toEqual([
      { kind: "teamOwner", name: "Aino Ruskalampi" },
      { kind: "responsible", from: null, to: null, role: null },
    ]);
    await db.update(employees).set({ profileId: before[0]?.profileId }).where(eq(employees.id, we.world.people.eetu));
  });

  test("finds people by name and is there for those with the right only", async () => {
    const { rows, hasMore } = await whoSees(we.maija, at.dal, sightFilter({ q: "fjällham" }), "sv");
    expect([rows.map(({ name }) => name), hasMore]).toEqual([["Sven Fjällhammar"], false]);
    expect((await whoSees(we.maija, at.dal, sightFilter({ q: "100%_\\" }), "sv")).rows).toEqual([]);
    expect((await whoSees(we.maija, at.dal, sightFilter({ page: "2" }), "sv")).rows).toEqual([]);
    for (const nobody of [we.aino, we.sven, we.nils]) {
      await expect(whoSees(nobody, at.dal, everybody, "en")).rejects.toThrow(absent);
    }
    await expect(whoSees(we.maija, at.binned, everybody, "en")).rejects.toThrow(absent);
    await expect(whoSees(we.maija, 999_999, everybody, "en")).rejects.toThrow(absent);
  });

  test("does not name what the mask hides from whoever asks", async () => {
    await switched({ maskOtherCompanies: true });
    const asking = await signedIn(we.maija.employeeId);
    expect((await seenBy("ebba", at.dal, asking))?.reasons).toEqual([{ kind: "hidden" }]);
    expect((await seenBy("sven", at.dal, asking))?.reasons).toEqual([{ kind: "hidden" }]);
    expect(await seenBy("maija", at.dal, asking)).toMatchObject({ isMasked: true, reasons: [{ kind: "all" }] });
    expect(await seenBy("karin", at.dal, asking)).toMatchObject({ isMasked: false });
    await switched({ maskOtherCompanies: false });
  });
});

describe("why one sees a customer oneself", () => {
  test("is told to anybody who does", async () => {
    expect(await whyISee(we.sven, at.berg)).toMatchObject({ reasons: [{ kind: "group", name: "Offentlig sektor" }] });
    await expect(whyISee(we.sven, at.wirtanen)).rejects.toThrow(absent);
    await expect(whyISee(we.nils, at.berg)).rejects.toThrow(absent);
    await switched({ showOtherCompanies: true });
    await expect(whyISee(await signedIn(we.pieter.employeeId), at.berg)).rejects.toThrow(absent);
    await switched({ showOtherCompanies: false });
  });
});

describe("how much a person sees", () => {
  test("is counted as their list counts", async () => {
    const flat = customerFilter({ tab: "", view: "flat" });
    for (const name of ["aino", "sven", "pieter", "eetu", "karin"] as const) {
      const { rows } = await listCustomers(we[name], { ...flat, tab: null }, "en");
      expect(await whatTheySee(we.maija, we.world.people[name])).toMatchObject({ full: rows.length, basic: 0 });
    }
    expect((await whatTheySee(we.maija, we.world.people.sven)).ways).toEqual([
      { way: "groups", count: 3 },
      { way: "mine", count: 3 },
    ]);
    expect(await whatTheySee(we.maija, we.world.people.nils)).toMatchObject({ mayRead: false, full: 0, ways: [] });
    await switched({ showOtherCompanies: true });
    const pieter = await whatTheySee(we.maija, we.world.people.pieter);
    expect([pieter.full, pieter.full + pieter.basic]).toEqual([
      4,
      (await whatTheySee(we.maija, we.maija.employeeId)).full,
    ]);
    await switched({ showOtherCompanies: false });
    await expect(whatTheySee(we.aino, we.world.people.sven)).rejects.toThrow(absent);
  });
});

test("whatever the rights and switches are, the answer is what the person really sees", async () => {
  const asked = await db.select({ id: customers.id, name: customers.name, tab: customers.tab }).from(customers);
  const kept = asked.filter(({ tab }) => tab !== null && tab < 3);
  const staff = await db.select({ id: employees.id }).from(employees);
  const others = staff.map(({ id }) => id).filter((id) => id !== we.maija.employeeId);
  const shapes = await db
    .insert(profiles)
    .values(others.map((id) => ({ name: `Muoto ${id}`, grants: {}, reach: [] })))
    .returning({ id: profiles.id });
  for (const [place, id] of others.entries())
    await db.update(employees).set({ profileId: shapes[place]?.id }).where(eq(employees.id, id));

  const rights = fc.record({
    reach: fc.subarray([...reaches]),
    customers: fc.constantFrom("none", "read", "edit", "all"),
    money: fc.constantFrom("none", "read"),
  });
  const world = fc.record({
    rights: fc.array(rights, { minLength: others.length, maxLength: others.length }),
    showOtherCompanies: fc.boolean(),
    maskOtherCompanies: fc.boolean(),
    asked: fc.subarray(kept, { minLength: 4, maxLength: 4 }),
  });

  await fc.assert(
    fc.asyncProperty(world, async ({ rights, asked, ...switches }) => {
      await switched(switches);
      for (const [place, { reach, ...grants }] of rights.entries()) {
        await db
          .update(profiles)
          .set({ grants, reach })
          .where(eq(profiles.id, shapes[place]?.id ?? 0));
      }
      const people = await viewersOf(staff.map(({ id }) => id));
      const [maija] = people.filter(({ employeeId }) => employeeId === we.maija.employeeId);
      if (!maija) throw new Error("no Maija");
      const told = await Promise.all(asked.map(({ id }) => whoSees(maija, id, everybody, "en")));
      for (const person of people) {
        const list = person.can("customers.read") ? await listOf(person) : [];
        for (const [place, { id, name }] of asked.entries()) {
          const answer = told[place]?.rows.find((row) => row.id === person.employeeId);
          const row = list.find((one) => one.id === id);
          expect(answer, `${name} for ${person.facts.name}`).toMatchObject(await reality(person, id, row));
        }
      }
    }),
    { numRuns: 10 },
  );
}, 60_000);

async function listOf(person: Viewer): Promise<ListedCustomer[]> {
  const all = [null, "archived"] as const;
  const flat = customerFilter({ view: "flat" });
  return (await Promise.all(all.map((tab) => listCustomers(person, { ...flat, tab }, "en")))).flatMap(
    ({ rows }) => rows,
  );
}

/** What card and list really give to a person, in the words of the panel. */
async function reality(person: Viewer, id: number, row: ListedCustomer | undefined): Promise<Partial<PersonSight>> {
  if (!person.can("customers.read")) {
    await expect(getCustomer(person, id, "en")).rejects.toThrow(absent);
    return { level: "none", mayRead: false, reasons: [] };
  }
  const card = await getCustomer(person, id, "en").catch((error: Error) => {
    expect(error.message).toContain("404");
    return null;
  });
  expect([Boolean(row), row?.full ?? false]).toEqual([card !== null, card?.sight === "full"]);
  const seesMoney = person.can("money.read");
  if (card?.sight !== "full") return { level: card ? "basic" : "none", reasons: [], isMasked: false, seesMoney };
  const { isMasked } = card;
  if (isMasked)
    expect([card.ownerId, card.groupId, card.tags, row?.ownerId, row?.groupId]).toEqual([null, null, [], null, null]);
  const level = person.can("customers.edit") ? "edit" : "read";
  return { level, isMasked, seesMoney, reasons: expect.arrayContaining([expect.objectContaining({})]) };
}
