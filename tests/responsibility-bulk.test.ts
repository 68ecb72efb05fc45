import { and, asc, eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerRoles,
  customers,
  events,
  projectParticipants,
  responsibilities,
  responsibilityChanges,
  teams,
} from "@/db/schema/index";
import { undoChange } from "@/lib/responsibilities/commands";
import { plainTie, type Tie } from "@/lib/responsibilities/rules";
import { changeInBulk } from "@/lib/responsibility-bulk/commands";
import { change, previewed } from "./bulk";
import { type Cast, cast } from "./cast";
import { done } from "./doing";

const far = "2099-12-31";
let we: Cast;
let role: number;
let team: Record<string, number>;
let people: Cast["world"]["people"];
let known: Cast["world"]["customers"];

beforeAll(async () => {
  we = await cast();
  ({ people, customers: known } = we.world);
  const [made] = await db
    .insert(customerRoles)
    .values({ names: { fi: "Joukkorooli", en: "Bulk role" }, letter: "Q7" })
    .returning();
  role = made?.id ?? 0;
  team = Object.fromEntries((await db.select().from(teams)).map(({ id, name }) => [name, id]));
});

let before: unknown;
async function everything() {
  const rows = await db.select().from(responsibilities);
  const told = rows.map((row) => [row.customerId, row.employeeId, row.roleId, row.validFrom, row.validTo, row.note]);
  return told.map((one) => JSON.stringify(one)).sort();
}
beforeEach(async () => {
  before = await everything();
});
/** Whatever a test does can be undone: afterwards everything is as it was. */
afterEach(async () => {
  const open = await db
    .select({ id: responsibilityChanges.id })
    .from(responsibilityChanges)
    .where(and(eq(responsibilityChanges.kind, "bulk"), sql`${responsibilityChanges.undoneAt} is null`))
    .orderBy(sql`id desc`);
  for (const { id } of open) await done(undoChange, we.maija, { id });
  expect(await everything()).toEqual(before);
});

async function tiesOf(customer: number, employee: number): Promise<Tie[]> {
  const { customerId, employeeId, id } = responsibilities;
  const pair = and(eq(customerId, customer), eq(employeeId, employee));
  const rows = await db.select().from(responsibilities).where(pair).orderBy(asc(id));
  return rows.map(({ roleId, validFrom, validTo, note }) => ({ roleId, validFrom, validTo, note }));
}

describe("a row", () => {
  test("gets a team as it is, which keeps who owns it; in a role and for a time", async () => {
    const panel = `bulk.row.customer.${known.ahola}`;
    const values = { deed: "team", teamId: String(team.Helsinki) };
    // Aino owns Ahola, Eetu answers for it already.
    expect((await previewed(we.aino, panel, values)).counts).toMatchObject({
      added: 0,
      changed: 0,
      kept: 2,
      skipped: 0,
    });
    const more = { ...values, roleId: String(role), validTo: far, note: "x" };
    const { preview } = await change(we.aino, panel, more);
    expect(preview.counts).toMatchObject({ added: 1, changed: 1, skipped: 0 });
    const inRole = { roleId: role, validFrom: null, validTo: far, note: "x" };
    expect(await tiesOf(known.ahola, people.aino)).toEqual([inRole]);
    expect(await tiesOf(known.ahola, people.eetu)).toEqual([{ ...plainTie, validFrom: "2100-01-01" }, inRole]);
  });

  test("copies from another customer, as well or instead; its owner comes without a role", async () => {
    const panel = `bulk.row.customer.${known.svenAlways}`;
    const fromNumber = await numberOf(known.ahola);
    const copy = { deed: "copy", fromNumber };
    const also = await change(we.aino, panel, { ...copy, mode: "also", details: "on" });
    expect(also.preview.counts).toMatchObject({ added: 2, removed: 0 });
    expect(await tiesOf(known.svenAlways, people.aino)).toEqual([plainTie]);
    const instead = await change(we.aino, panel, { ...copy, mode: "instead" });
    expect(instead.preview.counts).toMatchObject({ removed: 1, kept: 2 });
    expect(await tiesOf(known.svenAlways, people.sven)).toEqual([]);
  });

  test("is cleared: owners stay, and what has ended stays", async () => {
    const { preview } = await change(we.aino, `bulk.row.customer.${known.ahola}`, { deed: "clear" });
    expect(preview.counts).toMatchObject({ removed: 1, skipped: 1 });
    expect(preview.lines.find(({ fate }) => fate === "skipped")).toMatchObject({
      why: "owner",
      employeeId: people.aino,
    });
    const ended = await previewed(we.aino, `bulk.row.customer.${known.svenBefore}`, { deed: "clear" });
    expect(ended.counts).toMatchObject({ removed: 0, changed: 0 });
  });

  test("of a project is changed the same way, its manager staying", async () => {
    const project = Object.values(we.world.projects)[0] as number;
    const held = await db.select().from(projectParticipants).where(eq(projectParticipants.projectId, project));
    const { preview, id } = await change(we.aino, `bulk.row.project.${project}`, { deed: "clear" });
    expect(preview.counts.removed).toBe(new Set(held.map(({ employeeId }) => employeeId)).size);
    expect(await db.$count(projectParticipants, eq(projectParticipants.projectId, project))).toBe(0);
    await done(undoChange, we.aino, { id });
    expect(await db.$count(projectParticipants, eq(projectParticipants.projectId, project))).toBe(held.length);
  });

  test("that is archived is skipped", async () => {
    const preview = await previewed(we.aino, `bulk.row.customer.${known.archived}`, {
      deed: "team",
      teamId: String(team.Stockholm),
    });
    expect(preview.counts).toMatchObject({ added: 0, skipped: 2 });
    expect(preview.lines[0]?.why).toBe("closed");
  });
});

describe("a column", () => {
  test("copies from another employee over what the filter finds, with all details or as a tick", async () => {
    const panel = `bulk.column.${people.pieter}`;
    const values = { deed: "copy", fromId: String(people.sven), mode: "also" };
    const { preview } = await change(we.aino, panel, values, "q=oy");
    const found = preview.lines.map(({ place }) => place.name);
    // Ek AB is Sven's as well, but the filter does not find it; Eilen Oy is over, Huomenna Oy is to come.
    expect(found.toSorted()).toEqual(["Aina Oy", "Huomenna Oy", "Nyt Oy"]);
    expect(await tiesOf(known.svenNow, people.pieter)).toEqual([plainTie]);
    const more = await change(we.aino, panel, { ...values, details: "on", mode: "instead" }, "q=oy");
    expect(more.preview.counts).toMatchObject({ changed: 2, kept: 1 });
    expect(await tiesOf(known.svenNow, people.pieter)).toEqual(await tiesOf(known.svenNow, people.sven));
  });

  test("is assigned to all that the filter finds and cleared again", async () => {
    const panel = `bulk.column.${people.sven}`;
    const { preview } = await change(we.aino, panel, { deed: "give" });
    expect(preview.counts.added).toBeGreaterThan(20);
    expect(preview.rows).toBe(preview.total);
    const back = await change(we.aino, panel, { deed: "clear" });
    expect(back.preview.counts).toMatchObject({ skipped: 1, added: 0 });
    expect(await tiesOf(known.svenBefore, people.sven)).toHaveLength(1);
  });
});

describe("all customers found", () => {
  test("are given to somebody in a role, and taken away", async () => {
    const values = {
      deed: "give",
      whoId: String(people.ebba),
      roleId: String(role),
      validFrom: "2026-01-01",
      note: "n",
    };
    await change(we.aino, "bulk.shown", values, "q=ahola");
    expect(await tiesOf(known.ahola, people.ebba)).toEqual([
      { roleId: role, validFrom: "2026-01-01", validTo: null, note: "n" },
    ]);
    const back = await change(we.aino, "bulk.shown", { deed: "take", whoId: String(people.ebba) }, "q=ahola");
    expect(back.preview.counts).toMatchObject({ removed: 1 });
  });

  test("are logged customer by customer, once", async () => {
    const values = { deed: "give", whoId: String(people.pieter) };
    const { mark } = await previewed(we.aino, "bulk.shown", values, "q=ahola");
    const post = { panel: "bulk.shown", where: "q=ahola", plan: mark, formKey: "bulk-form-key-1", ...values };
    expect(await done(changeInBulk, we.aino, post)).toBe(await done(changeInBulk, we.aino, post));
    const lines = await db
      .select()
      .from(events)
      .where(and(eq(events.action, "responsibility.changed"), eq(events.customerId, known.ahola)))
      .orderBy(sql`id desc`);
    expect(lines[0]?.actorId).toBe(people.aino);
  });
});

const numberOf = async (id: number) => (await db.select().from(customers).where(eq(customers.id, id)))[0]?.number ?? "";
