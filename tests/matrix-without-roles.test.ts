import { asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerRoles, customers, employees, responsibilities, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { editTie, setCell } from "@/lib/responsibilities/commands";
import { importMatrix, uploadMatrix } from "@/lib/responsibility-import/commands";
import { previewMatrix } from "@/lib/responsibility-import/queries";
import { settled } from "@/lib/responsibility-import/rules";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

let we: Cast;
/** Aino, while roles are not in use. */
let aino: Viewer;
let customer: typeof customers.$inferSelect;
let role: number;

beforeAll(async () => {
  we = await cast();
  const [found] = await db.select().from(customers).where(eq(customers.id, we.world.customers.ahola));
  const [made] = await db
    .insert(customerRoles)
    .values({ names: { en: "Unseen" }, letter: "U" })
    .returning();
  if (!found || !made) throw new Error("no customer or role");
  [customer, role] = [found, made.id];
  await db.update(settings).set({ features: [] });
  aino = await signedIn(we.world.people.aino);
});

const plain = { roleId: null, validFrom: null, validTo: null, note: null };
beforeEach(async () => {
  await db.delete(responsibilities).where(eq(responsibilities.customerId, customer.id));
  const { eetu, sven } = we.world.people;
  await db.insert(responsibilities).values([
    { ...plain, customerId: customer.id, employeeId: sven, roleId: role },
    { ...plain, customerId: customer.id, employeeId: eetu },
    { ...plain, customerId: customer.id, employeeId: we.aino.employeeId, roleId: role },
  ]);
});

const ties = () =>
  db
    .select()
    .from(responsibilities)
    .where(eq(responsibilities.customerId, customer.id))
    .orderBy(asc(responsibilities.id));

const heldBy = async (id: number) =>
  (await ties())
    .filter(({ employeeId }) => employeeId === id)
    .map(({ roleId, validFrom, validTo }) => ({ roleId, validFrom, validTo }));

/** Brings a file in with these cells, by employee. */
async function brought(cells: [number, string][]) {
  const people = await db.select().from(employees);
  const emails = cells.map(([id]) => people.find((one) => one.id === id)?.email ?? "");
  const rows = [
    ["", "", ...emails],
    [customer.number, customer.name, ...cells.map(([, text]) => text)],
  ];
  const id = await done(uploadMatrix, aino, {
    ...{
      fileName: "m.xlsx",
      fileHash: "0".repeat(64),
      head: ["Number", "Name", ...cells.map((_, at) => `Person ${at}`)],
    },
    rows: rows.map((row, at) => ({ line: at + 2, cells: row })),
  });
  const { preview } = await previewMatrix(aino, id, false);
  expect(preview?.flaws).toEqual([]);
  return importMatrix(aino, { id, plan: preview?.mark });
}

describe("while roles are not in use, a role that nobody sees", () => {
  test("takes the days a file gives its person; who has none gets none", async () => {
    const { sven, eetu } = we.world.people;
    const days = { validFrom: "2027-01-01", validTo: "2027-12-31" };
    const cell = "x 2027-01-01–2027-12-31";
    const asked = await brought([
      [sven, cell],
      [eetu, cell],
    ]);
    expect(asked).toMatchObject({ ok: true, result: { count: 2 } });
    expect(await heldBy(sven)).toEqual([{ roleId: role, ...days }]);
    expect(await heldBy(eetu)).toEqual([{ roleId: null, ...days }]);
  });

  test("stays with an owner whose cell says nothing more", async () => {
    expect(customer.ownerId).toBe(we.aino.employeeId);
    const eetu: [number, string] = [we.world.people.eetu, "x 2027-01-01–"];
    expect(await brought([[we.aino.employeeId, "*"], eetu])).toMatchObject({ ok: true, result: { count: 1 } });
    expect(await heldBy(we.aino.employeeId)).toEqual([{ roleId: role, validFrom: null, validTo: null }]);
  });

  test("is kept by new days in the panel, and asked about before a click takes it away", async () => {
    const { sven } = we.world.people;
    const held = (await ties()).find(({ employeeId }) => employeeId === sven);
    const row = `customer:${customer.id}`;
    const form = { row, employeeId: String(sven), tie: String(held?.id), validTo: "2027-12-31" };
    expect(await editTie(aino, form)).toMatchObject({ ok: true });
    expect(await heldBy(sven)).toEqual([{ roleId: role, validFrom: null, validTo: "2027-12-31" }]);
    expect(await setCell(aino, { cell: `${row}:${sven}:on` })).toMatchObject({ ok: true });
    expect(await setCell(aino, { cell: `${row}:${sven}:off` })).toMatchObject({
      doubts: [{ key: "responsibilityLost" }],
    });
    expect(await heldBy(sven)).toHaveLength(1);
  });
});

test("several hidden roles all take the new days; those on the very days stay, and shown ones go as the file says", () => {
  const today = "2026-11-22";
  const on = (roleId: number | null, validFrom: string | null = null) => ({ ...plain, roleId, validFrom });
  const [later, wanted] = ["2027-01-01", [{ roleId: null, validFrom: "2027-01-01", validTo: null }]];
  const cell = { wanted, isOwner: false };
  expect(settled({ ...cell, before: [on(1), on(2)] }, [], today)).toEqual([on(1, later), on(2, later)]);
  expect(settled({ ...cell, before: [on(1, later), on(2, later)] }, [], today)).toEqual([on(1, later), on(2, later)]);
  const roles = [{ id: 1, letter: "A", name: "Shown" }];
  expect(settled({ ...cell, before: [on(1)] }, roles, today)).toEqual([on(null, later)]);
});
