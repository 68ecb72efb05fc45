import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, customers, employees, profiles, projects } from "@/db/schema/index";
import { tidyUp } from "@/lib/access/upkeep";
import type { Viewer } from "@/lib/access/viewer";
import { deleteCustomer, restoreFromBin } from "@/lib/customers/commands";
import { getCustomer, openWork } from "@/lib/customers/queries";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
/** Somebody of the AB who may delete customers, but sees neither sales nor other people's projects. */
let local: Viewer;
const inUse = { ok: false, problems: { "": { key: "customerInUse" } } };

beforeAll(async () => {
  we = await cast();
  const grants = { customers: "edit", projects: "own", deleteCustomer: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Lokalt", grants, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.ebba));
  local = await signedIn(we.world.people.ebba);
});

async function blockersOf(viewer: Viewer, id: number) {
  const customer = await getCustomer(viewer, id, "en");
  return customer.sight === "full" ? customer.blockers : undefined;
}

const isInBin = async (id: number) =>
  (await db.select({ at: customers.deletedAt }).from(customers).where(eq(customers.id, id)))[0]?.at !== null;

describe("a customer", () => {
  test("with projects and sales cases stays, and says which", async () => {
    const { berg } = we.world.customers;
    expect(await blockersOf(we.maija, berg)).toEqual({
      projects: 2,
      sales: 2,
      workOrders: 0,
      invoices: 1,
      payers: [],
      others: false,
    });
    expect(await deleteCustomer(we.maija, { id: berg })).toEqual(inUse);
    expect(await isInBin(berg)).toBe(false);
  });

  test("others are sent the invoices of stays, and names those the viewer may open", async () => {
    const { molen, gravendijk, vaahtera } = we.world.customers;
    await db.insert(billing).values([
      { customerId: gravendijk, billingCustomerId: molen },
      { customerId: vaahtera, billingCustomerId: molen },
    ]);
    const seen = await blockersOf(we.maija, molen);
    expect(seen).toMatchObject({ projects: 0, sales: 0, others: false });
    expect(seen?.payers.map(({ id }) => id).sort()).toEqual([gravendijk, vaahtera].sort());
    expect(await deleteCustomer(we.maija, { id: molen })).toEqual(inUse);
  });

  test("that nothing hangs on goes to the bin and comes back", async () => {
    const { wirtanen } = we.world.customers;
    expect(await blockersOf(we.maija, wirtanen)).toEqual({
      projects: 0,
      sales: 0,
      workOrders: 0,
      invoices: 0,
      payers: [],
      others: false,
    });
    expect(await deleteCustomer(we.maija, { id: wirtanen })).toMatchObject({ ok: true });
    expect(await isInBin(wirtanen)).toBe(true);
    expect(await restoreFromBin(we.maija, { id: wirtanen })).toMatchObject({ ok: true });
  });
});

test("what the viewer does not see is only other records: no name, no count", async () => {
  const { berg, ek } = we.world.customers;
  const nothing = { projects: 0, sales: 0, workOrders: 0, invoices: 0, payers: [], others: true };
  expect(await blockersOf(local, berg)).toEqual({ ...nothing, projects: 1 });
  await db.insert(billing).values({ customerId: we.world.customers.oljymaki, billingCustomerId: ek });
  expect(await blockersOf(local, ek)).toEqual(nothing);
  expect(await deleteCustomer(local, { id: ek })).toEqual(inUse);
});

test("whoever may not delete is told nothing about it", async () => {
  expect(await blockersOf(we.sven, we.world.customers.berg)).toBeNull();
});

test("a project that is being added while the customer is deleted keeps it", async () => {
  const { lintulahti } = we.world.customers;
  const values = { customerId: lintulahti, number: "P-9001", name: "Kilpajuoksu" };
  let deletion: ReturnType<typeof deleteCustomer> | undefined;
  await db.transaction(async (tx) => {
    await tx.insert(projects).values(values);
    deletion = deleteCustomer(we.maija, { id: lintulahti });
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await deletion).toEqual(inUse);
});

test("what still hangs on a customer in the bin keeps it there, and everything else is tidied", async () => {
  const { letters, formula } = we.world.customers;
  const longAgo = sql`now() - interval '31 days'`;
  for (const id of [letters, formula]) {
    await db
      .update(customers)
      .set({ deletedAt: longAgo as never })
      .where(eq(customers.id, id));
  }
  await db.insert(projects).values({ customerId: letters, number: "P-9002", name: "Jäi jäljelle" });
  await tidyUp();
  expect(await db.$count(customers, eq(customers.id, letters))).toBe(1);
  expect(await db.$count(customers, eq(customers.id, formula))).toBe(0);
});

test("before archiving, open work is counted as far as the viewer sees it", async () => {
  const { ahola, berg } = we.world.customers;
  const [project] = await db.select().from(projects).where(eq(projects.customerId, ahola));
  expect(await openWork(we.aino, ahola)).toEqual({ activities: 3, projects: 1, sales: 0, workOrders: 0 });
  expect(await openWork(we.maija, ahola)).toEqual({ activities: 2, projects: 1, sales: 0, workOrders: 0 });
  await db
    .update(projects)
    .set({ status: "closed" })
    .where(eq(projects.id, project?.id ?? 0));
  expect(await openWork(we.maija, ahola)).toMatchObject({ projects: 0 });
  expect(await openWork(we.sven, berg)).toMatchObject({ projects: 2, sales: 1 });
});
