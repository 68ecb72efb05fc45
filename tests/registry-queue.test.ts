import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, registryComparisons } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateCustomer } from "@/lib/customers/commands";
import type { Params } from "@/lib/list-address";
import { differingOf } from "@/lib/registry/differences";
import type { RegistryRecord } from "@/lib/registry/rules";
import { decideTicked, leftOf, leftQuery } from "@/lib/registry-queue/decisions";
import { filterQuery, isFiltered, queueFilter } from "@/lib/registry-queue/filter";
import { countQueue, listQueue } from "@/lib/registry-queue/list";
import { countMyQueue } from "@/lib/registry-queue/my-day";
import { type Cast, cast, having, signedIn } from "./cast";
import { done, lastLine } from "./doing";
import { recordWith } from "./registry/records";

let we: Cast;
let aino: Viewer;
let eetu: Viewer;

beforeAll(async () => {
  we = await cast();
  aino = we.aino;
  eetu = await signedIn(we.world.people.eetu);
});

const asItWas = {
  website: "https://www.ahola.example",
  archivedAt: null,
  businessStatus: null,
  businessStatusOn: null,
};

beforeEach(async () => {
  await db.delete(registryComparisons);
  for (const [key, name] of [
    ["ahola", "Ahola Oy"],
    ["oljymaki", "Öljymäki Oy"],
  ] as const) {
    await db
      .update(customers)
      .set({ ...asItWas, name })
      .where(eq(customers.id, id(key)));
  }
});

const id = (key: keyof Cast["world"]["customers"]) => we.world.customers[key];

/** A check has found this of a customer. */
async function queue(
  customerId: number,
  said: Partial<RegistryRecord>,
  rest: Partial<typeof registryComparisons.$inferInsert> = {},
) {
  const record = recordWith({ businessId: "9200000-7", name: "Ahola Oy", ...said });
  const [made] = await db
    .insert(registryComparisons)
    .values({
      customerId,
      register: "prh",
      record,
      fetchedAt: new Date("2026-11-01T03:00:00Z"),
      status: record.status,
      differing: Object.keys(said).filter((field) => !["businessId", "status"].includes(field)),
      queued: true,
      ...rest,
    })
    .returning({ id: registryComparisons.id });
  return made?.id ?? 0;
}

const list = async (viewer: Viewer, params: Params = {}) => (await listQueue(viewer, queueFilter(params), "fi")).rows;
const names = async (viewer: Viewer, params?: Params) => (await list(viewer, params)).map(({ name }) => name);

async function tickOf(viewer: Viewer, comparison: number): Promise<string> {
  const row = (await list(viewer)).concat(await list(viewer, { tab: "ceased" })).find((one) => one.id === comparison);
  return `${comparison}.${row?.version}`;
}

const customer = async (key: Parameters<typeof id>[0]) => {
  const [row] = await db
    .select()
    .from(customers)
    .where(eq(customers.id, id(key)));
  if (!row) throw new Error(key);
  return row;
};

const comparison = async (which: number) => {
  const [row] = await db.select().from(registryComparisons).where(eq(registryComparisons.id, which));
  return row;
};

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

describe("the list", () => {
  test("shows what differs now, newest first or by name, and each customer on one tab", async () => {
    await queue(id("ahola"), { name: "Ahola Group Oy", website: "www.uusi.example" });
    await queue(id("akerblom"), { businessId: "9200001-5", name: "Åkerblom Ab", status: "bankrupt" });
    await queue(id("oljymaki"), { businessId: "9200002-3", name: "Öljymäki Kiinteistöt Oy" });
    expect(await names(aino)).toEqual(["Öljymäki Oy", "Ahola Oy"]);
    expect(await names(aino, { direction: "desc" })).toEqual(["Ahola Oy", "Öljymäki Oy"]);
    expect(await names(aino, { sort: "name" })).toEqual(["Ahola Oy", "Öljymäki Oy"]);
    expect(await names(aino, { tab: "ceased" })).toEqual(["Åkerblom Ab"]);
    expect(await countQueue(aino, queueFilter({}))).toEqual({ differences: 2, ceased: 1, decided: 0 });
    const [, ahola] = await list(aino);
    expect(differingOf(ahola?.proposals ?? [])).toEqual(expect.arrayContaining(["name", "website"]));
  });

  test("is narrowed by register, field, one’s own and words; nonsense is the default", async () => {
    await queue(id("ahola"), { name: "Ahola Group Oy" });
    await queue(id("oljymaki"), { businessId: "9200002-3", website: "www.oljy.example" });
    expect(await names(aino, { field: "website" })).toEqual(["Öljymäki Oy"]);
    expect(await names(aino, { owner: "me" })).toEqual(["Ahola Oy"]);
    expect(await names(aino, { q: "öljy" })).toEqual(["Öljymäki Oy"]);
    expect(await names(aino, { register: "brreg" })).toEqual([]);
    const filter = queueFilter({ tab: "x", field: "y", register: "z", sort: "q", page: "-1", owner: "you" });
    expect(filterQuery(filter)).toEqual({
      tab: null,
      q: "",
      register: null,
      field: null,
      owner: null,
      sort: null,
      direction: null,
    });
    expect(isFiltered(filter)).toBe(false);
  });

  test("holds what a check found and waits, of customers that take changes", async () => {
    await queue(id("ahola"), { name: "A" }, { queued: false, askedBy: we.aino.employeeId });
    await queue(id("archived"), { name: "B" });
    await queue(id("oljymaki"), { name: "C" }, { closedAt: new Date(), closedAs: "replaced" });
    expect(await countQueue(aino, queueFilter({}))).toEqual({ differences: 0, ceased: 0, decided: 0 });
  });

  test("is cut to the reach of whoever looks, and absent without either right", async () => {
    await queue(id("ahola"), { name: "Ahola Group Oy" });
    await queue(id("oljymaki"), { businessId: "9200002-3", name: "Öljymäki Kiinteistöt Oy" });
    expect(await names(eetu)).toEqual(["Ahola Oy"]);
    expect(await countQueue(eetu, queueFilter({}))).toMatchObject({ differences: 1 });
    for (const viewer of [we.pieter, we.nils, having(aino, { registry: "no" }), having(aino, { customers: "read" })]) {
      await expect((async () => list(viewer))()).rejects.toThrow(absent);
      await expect((async () => countQueue(viewer, queueFilter({})))()).rejects.toThrow(absent);
    }
  });

  test("pages lose nobody and show nobody twice", async () => {
    const rows = Array.from({ length: 120 }, (_, place) => ({
      name: `Jono ${String(place % 7)} Oy`,
      number: `J-${place}`,
      country: "FI",
      companyId: we.world.companies.oy,
    }));
    const made = await db.insert(customers).values(rows).returning({ id: customers.id });
    for (const { id: one } of made) await queue(one, { name: "Toinen Oy" });
    for (const sort of ["found", "name"]) {
      const seen = new Set<number>();
      for (const page of ["1", "2", "3"]) for (const row of await list(aino, { sort, page })) seen.add(row.id);
      expect(seen.size).toBe(120);
    }
    expect(await list(aino, { page: "4" })).toEqual([]);
  });
});

describe("deciding", () => {
  test("accepting takes what is proposed, with its source in the log, and closes; the same post again is done once", async () => {
    const which = await queue(id("ahola"), { name: "Ahola Group Oy", website: "www.uusi.example", staff: 99 });
    const one = `proposed.${await tickOf(aino, which)}`;
    for (const _ of ["once", "the same post again"]) {
      const tally = await decideTicked(aino, { one, formKey: "queue-key-1" });
      expect(tally).toEqual({ decision: "proposed", done: 1, left: {} });
    }
    expect(await customer("ahola")).toMatchObject({ name: "Ahola Group Oy", staff: 40 });
    expect(await comparison(which)).toMatchObject({ closedAs: "updated", closedBy: aino.employeeId });
    const line = await lastLine("customers", id("ahola"), "customer.registryUpdated");
    expect(line).toMatchObject({ by: aino.employeeId, changes: { name: "Ahola Group Oy" } });
    expect((await list(aino, { tab: "decided" })).map(({ closedBy }) => closedBy)).toEqual([aino.facts.name]);
  });

  test("one field of all that are ticked: where it is not proposed nothing happens, and that is told", async () => {
    const first = await queue(id("ahola"), { name: "Ahola Group Oy", website: "www.uusi.example" });
    const second = await queue(id("oljymaki"), {
      businessId: "9200002-3",
      name: "Öljymäki Oy",
      website: "www.oljy.example",
    });
    const ticked = [await tickOf(aino, first), await tickOf(aino, second)];
    const tally = await decideTicked(aino, { ticked, decision: "accept", only: "name", formKey: "queue-key-3" });
    expect(tally).toEqual({ decision: "name", done: 1, left: { nothing: 1 } });
    expect(await customer("ahola")).toMatchObject({ name: "Ahola Group Oy", website: "https://www.ahola.example" });
    expect(await comparison(second)).toMatchObject({ closedAt: null });
  });

  test("what somebody has changed, archived or decided meanwhile stays, and each reason is told", async () => {
    const changed = await queue(id("ahola"), { name: "Ahola Group Oy" });
    const archived = await queue(id("oljymaki"), { businessId: "9200002-3", name: "Öljymäki Kiinteistöt Oy" });
    const decided = await queue(id("akerblom"), { businessId: "9200001-5", name: "Åkerblom & Co Ab" });
    const ticked = await Promise.all([changed, archived, decided].map((which) => tickOf(aino, which)));
    await done(updateCustomer, we.maija, { id: id("ahola"), name: "Ahola Yhtiöt Oy" });
    await db
      .update(customers)
      .set({ archivedAt: new Date() })
      .where(eq(customers.id, id("oljymaki")));
    await decideTicked(we.maija, { one: `leave.${ticked[2]}`, formKey: "queue-key-4" });
    const tally = await decideTicked(aino, { ticked, decision: "accept", only: "proposed", formKey: "queue-key-5" });
    expect(tally).toEqual({ decision: "proposed", done: 0, left: { changed: 1, archived: 1, decided: 1 } });
    expect((await customer("ahola")).name).toBe("Ahola Yhtiöt Oy");
    await db
      .update(customers)
      .set({ archivedAt: null })
      .where(eq(customers.id, id("oljymaki")));
  });

  test("of a business that is no more nothing is proposed; its status can be taken, or all left", async () => {
    const first = await queue(id("oljymaki"), {
      businessId: "9200002-3",
      status: "bankrupt",
      name: "Öljymäki Konkurssi Oy",
      statusOn: "2026-10-01",
    });
    const tick = await tickOf(aino, first);
    expect(await decideTicked(aino, { one: `proposed.${tick}`, formKey: "queue-key-6" })).toMatchObject({
      left: { nothing: 1 },
    });
    expect(
      await decideTicked(aino, { ticked: tick, decision: "businessStatus", formKey: "queue-key-7" }),
    ).toMatchObject({ done: 1 });
    expect(await customer("oljymaki")).toMatchObject({
      name: "Öljymäki Oy",
      businessStatus: "bankrupt",
      businessStatusOn: "2026-10-01",
    });
    const second = await queue(id("ahola"), { status: "ceased" });
    expect(
      await decideTicked(aino, { one: `leave.${await tickOf(aino, second)}`, formKey: "queue-key-8" }),
    ).toMatchObject({ done: 1 });
    expect(await comparison(second)).toMatchObject({ closedAs: "kept" });
  });

  test("out of reach, never in the queue or nonsense is absent, before anything is done", async () => {
    const near = await queue(id("ahola"), { name: "Ahola Group Oy" });
    const far = await queue(id("oljymaki"), { businessId: "9200002-3", name: "Öljymäki Kiinteistöt Oy" });
    const asked = await queue(id("ahola"), { name: "X Oy" }, { queued: false, askedBy: eetu.employeeId });
    const tick = await tickOf(eetu, near);
    const posts = [
      { ticked: [tick, `${far}.1`], decision: "leave" },
      { ticked: [tick, `${asked}.1`], decision: "accept", only: "proposed" },
      { one: `leave.${far}.1` },
      { one: "leave.x.1" },
      { one: `erase.${tick}` },
      { ticked: tick, decision: "accept", only: "staff" },
      { ticked: tick, decision: ["leave", "accept"] },
    ];
    for (const post of posts) {
      await expect(decideTicked(eetu, { ...post, formKey: "queue-key-9" }), JSON.stringify(post)).rejects.toThrow(
        absent,
      );
    }
    expect(await comparison(near)).toMatchObject({ closedAt: null });
    await expect(decideTicked(we.pieter, { one: `leave.${tick}`, formKey: "queue-key-9" })).rejects.toThrow(absent);
  });

  test("what stayed travels in an address", () => {
    expect(leftOf(leftQuery({ archived: 2, refused: 1 }))).toEqual([
      { reason: "archived", n: 2 },
      { reason: "refused", n: 1 },
    ]);
    expect(leftOf("archived.x-erased.3-changed.-1")).toEqual([]);
  });
});

describe("My day", () => {
  test("tells of one’s own where there are any, else of all within reach; counts end at a hundred", async () => {
    await queue(id("ahola"), { name: "Ahola Group Oy" });
    await queue(id("oljymaki"), { businessId: "9200002-3", name: "Öljymäki Kiinteistöt Oy" });
    await queue(id("akerblom"), { businessId: "9200001-5", status: "removed" });
    expect(await countMyQueue(aino)).toEqual({ isOwn: true, differences: 1, ceased: 0 });
    expect(await countMyQueue(we.maija)).toEqual({ isOwn: false, differences: 2, ceased: 1 });
    expect(await countMyQueue(we.ebba)).toEqual({ isOwn: false, differences: 0, ceased: 0 });
    expect(await countMyQueue(having(aino, { customers: "read" }))).toBeNull();
  });
});
