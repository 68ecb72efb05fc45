import { and, desc, eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  companyGroups,
  customers,
  customerTypes,
  events,
  eventValues,
  segmentGroups,
  segments,
  settings,
  specialGroups,
  tags,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer, updateCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { updateGroupings } from "@/lib/groupings/commands";
import { groupingChoices } from "@/lib/groupings/queries";
import { type Cast, cast, signedIn } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;

beforeAll(async () => {
  we = await cast();
});
afterEach(async () => {
  await db.update(settings).set({ groupRequired: false, showOtherCompanies: false, maskOtherCompanies: false });
});

const idOf = {
  segment: async (name: string) => (await db.select().from(segments).where(eq(segments.name, name)))[0]?.id ?? 0,
  tag: async (name: string) => (await db.select().from(tags).where(eq(tags.name, name)))[0]?.id ?? 0,
  special: async (name: string) =>
    (await db.select().from(specialGroups).where(eq(specialGroups.name, name)))[0]?.id ?? 0,
};

/** The card as Maija sees it: names only. */
async function card(id: number, viewer: Viewer = we.maija) {
  const customer = await getCustomer(viewer, id, "fi");
  if (customer.sight !== "full") throw new Error("basic");
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  return {
    ...customer,
    types: names(customer.types),
    specialGroups: names(customer.specialGroups),
    segments: customer.segments.map(({ name, of }) => `${of}: ${name}`),
    tags: names(customer.tags),
  };
}

async function found(query: Record<string, string>, viewer: Viewer = we.maija) {
  const { rows } = await listCustomers(viewer, customerFilter(query), "fi");
  return rows.map(({ name }) => name);
}

async function lastChanges(id: number) {
  const [line] = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, "customers"), eq(events.subjectId, id)))
    .orderBy(desc(events.id))
    .limit(1);
  const values = await db
    .select()
    .from(eventValues)
    .where(eq(eventValues.eventId, line?.id ?? 0));
  return { action: line?.action, changes: Object.fromEntries(values.map((v) => [v.field, [v.before, v.after]])) };
}

describe("the groupings of a customer", () => {
  test("come with the card, and each filters the list", async () => {
    const { ahola } = we.world.customers;
    const customer = await card(ahola);
    expect(customer).toMatchObject({
      types: ["Asiakas"],
      companyGroupName: "Kuuralehto-yhtiöt",
      specialGroups: ["Joulutervehdys"],
      tags: ["Päivystys"],
    });
    expect(customer.segments.map((text) => text.split(": ")[1]).sort()).toEqual(["Siivous", "Suuri"]);
    const companyGroup = String(customer.companyGroupId);
    const queries: Record<string, string>[] = [
      { companyGroup },
      { special: String(await idOf.special("Joulutervehdys")) },
      { segment: String(await idOf.segment("Suuri")) },
      { tag: String(await idOf.tag("Päivystys")) },
    ];
    for (const query of queries) {
      expect(await found(query), JSON.stringify(query)).toEqual(["Ahola Oy"]);
    }
    expect(await found({ tag: "999999" })).toEqual([]);
    expect((await found({ tag: "x" })).length).toBeGreaterThan(5);
  });

  test("are edited in one go, logged as ids, and the number stays", async () => {
    const { vaahtera: id } = we.world.customers;
    const [before] = await db.select().from(customers).where(eq(customers.id, id));
    const [company] = await db.select().from(companyGroups);
    const special = await idOf.special("Joulutervehdys");
    const segment = await idOf.segment("Siivous");
    const outcome = await updateGroupings(we.maija, {
      id: String(id),
      version: String(before?.version),
      groupId: String(we.world.groups.key),
      companyGroupId: String(company?.id),
      specialGroups: ["", String(special)],
      segments: ["", String(segment)],
      shownTags: "",
      newTags: " Tärkeä ,päivystys, tärkeä",
    });
    expect(outcome).toEqual({ ok: true, result: { id, inReach: true } });
    expect(await card(id)).toMatchObject({
      number: before?.number,
      groupName: "Avainasiakkaat",
      types: ["Asiakas"],
      specialGroups: ["Joulutervehdys"],
      tags: ["Päivystys", "tärkeä"],
    });
    const { action, changes } = await lastChanges(id);
    expect(action).toBe("groupings.updated");
    expect(changes).toMatchObject({
      groupId: [null, we.world.groups.key],
      companyGroupId: [null, company?.id],
      specialGroups: [[], [special]],
      segments: [[], [segment]],
    });
    expect(changes.types).toBeUndefined();
  });

  test("a deactivated special group stays where it is and is given to nobody else", async () => {
    const { ahola, oljymaki } = we.world.customers;
    const special = await idOf.special("Joulutervehdys");
    const give = (id: number) => updateGroupings(we.maija, { id: String(id), specialGroups: ["", String(special)] });
    await db.update(specialGroups).set({ disabledAt: new Date() }).where(eq(specialGroups.id, special));
    expect((await give(ahola)).ok).toBe(true);
    expect(await give(oljymaki)).toMatchObject({ ok: false, problems: { specialGroups: { key: "chooseOption" } } });
    await db.update(specialGroups).set({ disabledAt: null }).where(eq(specialGroups.id, special));
    expect((await give(oljymaki)).ok).toBe(true);
    expect((await updateGroupings(we.maija, { id: String(oljymaki), specialGroups: [""] })).ok).toBe(true);
  });

  test("what the form does not send stays, and the same form twice counts once", async () => {
    const { ahola: id } = we.world.customers;
    const form = { id: String(id), formKey: "groupings-once-1", newTags: "Kerran" };
    expect((await updateGroupings(we.maija, form)).ok).toBe(true);
    const [once] = await db.select().from(customers).where(eq(customers.id, id));
    expect((await updateGroupings(we.maija, form)).ok).toBe(true);
    const [twice] = await db.select().from(customers).where(eq(customers.id, id));
    expect(twice?.version).toBe(once?.version);
    expect(await card(id)).toMatchObject({ specialGroups: ["Joulutervehdys"], tags: ["Kerran", "Päivystys"] });
  });

  test("are refused beside the field: no type, two of a group that allows one, what is not there or not in use", async () => {
    const { aijala: id } = we.world.customers;
    const refused = async (values: Record<string, unknown>) => {
      const outcome = await updateGroupings(we.maija, { id: String(id), ...values });
      return outcome.ok ? null : outcome.problems;
    };
    const [single] = await db.select().from(segmentGroups).where(eq(segmentGroups.onlyOne, true));
    const ofSingle = await db
      .select()
      .from(segments)
      .where(eq(segments.segmentGroupId, single?.id ?? 0));
    expect(await refused({ types: [""] })).toEqual({ types: { key: "chooseOne" } });
    expect(await refused({ segments: ofSingle.slice(0, 2).map((one) => String(one.id)) })).toEqual({
      segments: { key: "onlyOne", params: { group: single?.name } },
    });
    for (const field of ["types", "groupId", "companyGroupId", "specialGroups", "segments", "tags"]) {
      expect(await refused({ [field]: "999999" }), field).toEqual({ [field]: { key: "chooseOption" } });
      expect(await refused({ [field]: "<b>1</b>" }), field).toMatchObject({});
    }
    expect(await refused({ newTags: "x".repeat(61) })).toEqual({ newTags: { key: "tagNames", params: { max: 60 } } });
    expect(await refused({ newTags: "a\u0000b" })).toMatchObject({ newTags: { key: "tagNames" } });
    expect(await refused({ newTags: Array.from({ length: 21 }, (_, n) => `t${n}`).join() })).toEqual({
      newTags: { key: "tooMany", params: { max: 20 } },
    });
    expect(await refused({ owner: "1" })).toEqual({ "": { key: "formChanged" } });
    expect(await refused({ newTags: "x".repeat(10_000) })).toMatchObject({ newTags: {} });

    await db.insert(tags).values({ name: "Vanha", disabledAt: new Date() });
    expect(await refused({ newTags: "vanha" })).toEqual({ newTags: { key: "tagDisabled", params: { tag: "Vanha" } } });
    const [off] = await db
      .insert(customerTypes)
      .values({ names: { fi: "Entinen" }, disabledAt: new Date() })
      .returning();
    expect(await refused({ types: String(off?.id) })).toEqual({ types: { key: "chooseOption" } });
    const { archived } = we.world.customers;
    expect(await updateGroupings(we.maija, { id: String(archived), newTags: "a" })).toMatchObject({
      problems: { "": { key: "customerArchived" } },
    });
  });

  test("a value no longer in use stays where it is held and is offered there only", async () => {
    const { ahola: id, wirtanen } = we.world.customers;
    const large = await idOf.segment("Suuri");
    await db.update(segments).set({ disabledAt: new Date() }).where(eq(segments.id, large));
    const held = await getCustomer(we.maija, id, "fi");
    if (held.sight !== "full") throw new Error("basic");
    const offered = async (customer: typeof held) =>
      [...(await groupingChoices(we.maija, "fi", customer)).segments.values()].flat().map((segment) => segment.name);
    expect(await offered(held)).toContain("Suuri");
    const other = await getCustomer(we.maija, wirtanen, "fi");
    expect(other.sight === "full" && (await offered(other))).not.toContain("Suuri");
    const ids = held.segments.map((segment) => String(segment.id));
    expect((await updateGroupings(we.maija, { id: String(id), segments: ids })).ok).toBe(true);
    expect(await updateGroupings(we.maija, { id: String(wirtanen), segments: String(large) })).toMatchObject({
      problems: { segments: { key: "chooseOption" } },
    });
    await db.update(segments).set({ disabledAt: null }).where(eq(segments.id, large));
  });

  test("a deleted special group keeps its members for the day it comes back", async () => {
    const { ahola: id } = we.world.customers;
    const special = await idOf.special("Joulutervehdys");
    await db.update(specialGroups).set({ deletedAt: new Date() }).where(eq(specialGroups.id, special));
    expect(await card(id)).toMatchObject({ specialGroups: [] });
    expect((await updateGroupings(we.maija, { id: String(id), specialGroups: "" })).ok).toBe(true);
    await db.update(specialGroups).set({ deletedAt: null }).where(eq(specialGroups.id, special));
    expect(await card(id)).toMatchObject({ specialGroups: ["Joulutervehdys"] });
  });
});

describe("who may", () => {
  test("out of reach and without the right there is nothing", async () => {
    const { molen, ahola } = we.world.customers;
    await expect(updateGroupings(we.sven, { id: String(ahola), newTags: "a" })).rejects.toThrow(absent);
    await expect(updateGroupings(we.pieter, { id: String(molen), newTags: "a" })).rejects.toThrow(absent);
    await expect(updateGroupings(we.nils, { id: String(molen), newTags: "a" })).rejects.toThrow(absent);
    expect(await found({ tag: String(await idOf.tag("Päivystys")) }, we.pieter)).toEqual([]);
  });

  test("whoever would lose sight of the customer is asked first", async () => {
    const { berg: id } = we.world.customers;
    const form = { id: String(id), groupId: "" };
    expect(await updateGroupings(we.sven, form)).toMatchObject({ ok: false, doubts: [{ mark: "leavesReach" }] });
    expect((await card(id)) as object).toMatchObject({ groupName: "Offentlig sektor" });
    expect(await updateGroupings(we.sven, { ...form, confirmed: "leavesReach" })).toEqual({
      ok: true,
      result: { id, inReach: false },
    });
    await updateGroupings(we.maija, { id: String(id), groupId: String(we.world.groups.offentlig) });
  });

  test("under the mask group and tags of another company’s customer are hidden, segments are not", async () => {
    await db.update(settings).set({ maskOtherCompanies: true });
    const aino = await signedIn(we.world.people.aino);
    const { berg: id } = we.world.customers;
    expect(await card(id, aino)).toMatchObject({ groupId: null, groupName: null, tags: [] });
    const jour = String(await idOf.tag("Jour"));
    expect(await found({ tag: jour }, aino)).toEqual([]);
    expect(await found({ tag: jour })).toEqual(["Bergs kommun"]);
    for (const field of ["groupId", "tags", "shownTags", "newTags"]) {
      expect(await updateGroupings(aino, { id: String(id), [field]: "1" }), field).toMatchObject({
        problems: { "": { key: "formChanged" } },
      });
    }
    const segment = await idOf.segment("Siivous");
    expect((await updateGroupings(aino, { id: String(id), segments: String(segment) })).ok).toBe(true);
    expect((await card(id, aino)).segments).toHaveLength(1);
  });

  test("where every customer has to be in a group, none is refused when it is asked for", async () => {
    await db.update(settings).set({ groupRequired: true });
    const { vaahtera, wirtanen } = we.world.customers;
    const required = { problems: { groupId: { key: "groupRequired" } } };
    expect(await updateGroupings(we.maija, { id: String(vaahtera), groupId: "" })).toMatchObject(required);
    expect((await updateGroupings(we.maija, { id: String(wirtanen), newTags: "Ilman" })).ok).toBe(true);
    expect(await updateCustomer(we.maija, { id: String(vaahtera), groupId: "" })).toMatchObject(required);
    const created = { id: String(we.world.companies.oy), name: "Ryhmätön Oy", country: "FI" };
    expect(await createCustomer(we.maija, created)).toMatchObject(required);
  });
});

test("two people at once: what both changed is asked, tags of both are kept", async () => {
  const { zetterlund: id } = we.world.customers;
  const [row] = await db.select().from(customers).where(eq(customers.id, id));
  const version = String(row?.version);
  const { key, zorg } = we.world.groups;
  const theirs = { id: String(id), version, groupId: String(key), shownTags: "", newTags: "Heidän" };
  expect((await updateGroupings(we.aino, theirs)).ok).toBe(true);
  const mine = { id: String(id), version, shownTags: "", newTags: "Minun" };
  expect(await updateGroupings(we.maija, { ...mine, groupId: String(zorg) })).toMatchObject({
    ok: false,
    conflicts: [{ field: "groupId", mine: String(zorg), theirs: key }],
  });
  expect((await updateGroupings(we.maija, { ...mine, groupId: "" })).ok).toBe(true);
  expect(await card(id)).toMatchObject({ groupName: "Avainasiakkaat", tags: ["Heidän", "Minun"] });
});
