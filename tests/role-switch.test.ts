import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerWorkOrders, settings, workOrders } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter } from "@/lib/customers/filter";
import { listFilterOptions } from "@/lib/customers/list";
import { getCustomer } from "@/lib/customers/queries";
import { matrixFilter } from "@/lib/matrix/filter";
import { addEntry } from "@/lib/registers/commands";
import { matrixBook } from "@/lib/responsibilities/export";
import { writeTies } from "@/lib/responsibilities/writes";
import { personBook } from "@/lib/responsible-persons/export";
import { personFilter } from "@/lib/responsible-persons/filter";
import { listPersonOptions, listPersons } from "@/lib/responsible-persons/queries";
import { coverage, rolesOf } from "@/lib/roles/queries";
import { flipSwitch } from "@/lib/settings/commands";
import type { Book } from "@/lib/spreadsheets/book";
import { updateWorkOrder } from "@/lib/work-orders/commands";
import { getWorkOrder, workOrderOptions } from "@/lib/work-orders/queries";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

const t = createTranslator({ locale: "fi", messages: catalog }) as never;
const words = { t, locale: "fi" as const };

let we: Cast;
let order: number;
let asRole: number;
beforeAll(async () => {
  we = await cast();
  const { ahola } = we.world.customers;
  const { accountant: roleId } = we.world.customerRoles;
  const ties = [{ roleId, validFrom: null, validTo: null, note: null }];
  const wanted = { subject: "customer", subjectId: ahola, employeeId: we.eetu.employeeId, ties } as const;
  await db.transaction((tx) => writeTies(tx, we.maija, "cell", [wanted]));
  const ordered = async (values: typeof workOrders.$inferInsert) => {
    const [made] = await db.insert(workOrders).values(values).returning({ id: workOrders.id });
    const workOrderId = made?.id ?? 0;
    await db.insert(customerWorkOrders).values({ workOrderId, customerId: ahola });
    return workOrderId;
  };
  const createdBy = we.maija.employeeId;
  asRole = await ordered({ title: "Tilinpäätös", visibility: "role", roleId, createdBy });
  order = await ordered({ title: "Kierros", createdBy });
});
afterEach(async () => {
  await db.update(settings).set({ features: ["roles", "segments", "multiCompany"] });
});

async function cellsOf(book: Book, name: string): Promise<(readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for await (const batch of book.rows) rows.push(...batch);
  return rows.filter((row) => row.includes(name));
}

/** Everything that shows, offers or tells of the roles of customers and projects. */
async function seen(viewer: Viewer) {
  const { accountant } = we.world.customerRoles;
  const person = personFilter({ q: "Ahola" });
  const options = await listPersonOptions(viewer, person, "fi");
  const persons = await listPersons(viewer, person, 1, "fi");
  const personRows = await cellsOf(
    await personBook(viewer, { filter: person, format: "xlsx", about: [], options }, words),
    "Ahola Oy",
  );
  const matrix = await matrixBook(viewer, { filter: matrixFilter({ q: "Ahola" }), about: [], format: "xlsx" }, words);
  const card = await getCustomer(viewer, we.world.customers.ahola, "fi");
  const legend = matrix.about?.lines.map(([mark]) => mark) ?? [];
  return {
    legend: Object.values(await rolesOf(viewer, "fi")).flat().length > 0,
    matrixFile: (await cellsOf(matrix, "Ahola Oy")).flat().includes("K"),
    matrixLegend: legend.includes("K"),
    card: JSON.stringify(card).includes("Kirjanpitäjä"),
    listFilter: (await listFilterOptions(viewer, "fi", customerFilter({ role: `${accountant}` }))).roles.length > 0,
    personList: persons.rows.some(({ roleId }) => Number(roleId) > 0),
    personFilter: options.roles.length > 0,
    personFile: personRows.flat().includes("Kirjanpitäjä"),
    workOrders: (await workOrderOptions(viewer, {}, "fi")).roles.length > 0,
    coverage: (await coverage(viewer, "fi")).roles.length > 0,
  };
}

test("with roles they are everywhere, without them nowhere, for two people, and all is back with them", async () => {
  const both = async () => [
    await seen(await signedIn(we.maija.employeeId)),
    await seen(await signedIn(we.aino.employeeId)),
  ];
  const everywhere = await both();
  for (const place of everywhere) expect(Object.entries(place).filter(([, shows]) => !shows)).toEqual([]);

  const off = { id: 1, name: "roles", to: "off" };
  const asked = await flipSwitch(we.maija, off);
  expect(asked).toMatchObject({ doubts: [{ key: "rolesHidden" }, { key: "roleOrdersHidden" }] });
  const confirmed = asked.ok ? [] : (asked.doubts?.map(({ mark }) => mark) ?? []);
  await expect(flipSwitch(we.aino, { ...off, confirmed })).rejects.toThrow("404");
  expect(await flipSwitch(we.maija, { ...off, confirmed })).toMatchObject({ ok: true });
  for (const place of await both()) expect(Object.entries(place).filter(([, shows]) => shows)).toEqual([]);
  const maija = await signedIn(we.maija.employeeId);
  const register = { register: "customerRoles", "names.fi": "Uusi" };
  await expect(addEntry(maija, register)).rejects.toThrow("404");

  expect(await flipSwitch(maija, { id: 1, name: "roles", to: "on" })).toMatchObject({ ok: true });
  expect(await both()).toEqual(everywhere);
});

test("without roles a work order keeps the rule it has, and no other gets one", async () => {
  await db.update(settings).set({ features: ["segments", "multiCompany"] });
  const maija = await signedIn(we.maija.employeeId);
  const { accountant } = we.world.customerRoles;
  const toRole = { visibility: "role", roleId: `${accountant}` };
  expect(await updateWorkOrder(maija, { id: order, ...toRole })).toMatchObject({
    problems: { roleId: { key: "chooseOption" } },
  });
  expect(await updateWorkOrder(maija, { id: asRole, title: "Tilinpäätös 2026" })).toMatchObject({ ok: true });
  const [kept] = await db.select().from(customerWorkOrders).where(eq(customerWorkOrders.workOrderId, asRole));
  expect(await getWorkOrder(maija, kept?.id ?? 0, "fi")).toMatchObject({ visibility: "role", roleId: accountant });
});
