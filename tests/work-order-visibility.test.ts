import { and, eq, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employeeTeams, responsibilities, settings } from "@/db/schema/index";
import { viewersOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";
import { listFeedEntries } from "@/lib/calendar/queries";
import { exportWorkOrders } from "@/lib/work-orders/export";
import { type Visibility, visibilities } from "@/lib/work-orders/fields";
import { workOrderFilter } from "@/lib/work-orders/filter";
import {
  countWorkOrders,
  getWorkOrder,
  listWorkOrders,
  myOpenWorkOrders,
  whoSeesWorkOrder,
  whyISeeWorkOrder,
  workOrdersOf,
} from "@/lib/work-orders/queries";
import catalog from "@/messages/en.json";
import { cast } from "./cast";
import { day, type Key, keys, people, type Setting, setUpOrders } from "./ordering";

let set: Setting;
beforeAll(async () => {
  const we = await cast();
  set = await setUpOrders(we.world, we.world.customers.ek);
});

/** Who sees an order besides the one who made it and the one who is to do it. Nobody else does. */
const seenBy: Record<Visibility, readonly Key[]> = {
  everyone: [
    "reader",
    "readerElsewhere",
    "editor",
    "pastReader",
    "owner",
    "standing",
    "current",
    "roleHolder",
    "otherRole",
  ],
  responsibles: ["owner", "standing", "current", "roleHolder", "otherRole"],
  role: ["roleHolder"],
  people: ["named", "namedElsewhere"],
  team: ["mate"],
};
/** To whom the customer itself is not open. */
const elsewhere: readonly Key[] = ["readerElsewhere", "namedElsewhere"];

const expected = (key: Key, visibility: Visibility): boolean =>
  key === "creator" || key === "assignee" || seenBy[visibility].includes(key);

const t = createTranslator({ locale: "en", messages: catalog }) as never;
const words = { t, locale: "en" as const, status: {}, visibility: Object.fromEntries(visibilities.map((v) => [v, v])) };

const titled = (visibility: Visibility) => `Order ${visibility}`;
const filterOf = (visibility: Visibility, more = {}) => workOrderFilter({ q: titled(visibility), tab: "all", ...more });

/** Refused is nothing: without the level the page is not there. */
async function orRefused<T>(asked: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await asked();
  } catch (error) {
    if (String(error).includes("NEXT_HTTP_ERROR_FALLBACK;404")) return nothing;
    throw error;
  }
}

async function exportedTo(viewer: Viewer) {
  const rows = [];
  const wish = { filter: workOrderFilter({ tab: "all" }), format: "csv" } as const;
  for await (const batch of await exportWorkOrders(viewer, wish, words)) rows.push(...batch);
  return rows;
}

/** Every way to ask whether somebody sees the order. */
const ways: Record<string, (viewer: Viewer, visibility: Visibility, key: Key) => Promise<boolean | undefined>> = {
  page: async (viewer, visibility) => {
    const { rows } = await orRefused(() => listWorkOrders(viewer, workOrderFilter({ tab: "all" }), "en"), empty);
    return rows.some(({ id }) => id === set.orders[visibility]);
  },
  search: async (viewer, visibility) => {
    const { rows } = await orRefused(() => listWorkOrders(viewer, filterOf(visibility), "en"), empty);
    return rows.length > 0;
  },
  "search for the customer": async (viewer, visibility, key) => {
    const filter = filterOf(visibility, { q: "Ek AB" });
    const { rows } = await orRefused(() => listWorkOrders(viewer, filter, "en"), empty);
    const found = rows.some(({ id }) => id === set.orders[visibility]);
    if (elsewhere.includes(key)) expect(found).toBe(false);
    return elsewhere.includes(key) ? undefined : found;
  },
  counts: async (viewer, visibility) => {
    const none = { open: 0, mine: 0, overdue: 0, done: 0, all: 0 };
    const counts = await orRefused(() => countWorkOrders(viewer, filterOf(visibility)), none);
    expect(new Set([counts.open, counts.overdue, counts.all]).size).toBe(1);
    return counts.all === 1;
  },
  panel: async (viewer, visibility) => {
    const order = await orRefused(() => getWorkOrder(viewer, set.orders[visibility], "en"), null);
    return order !== null;
  },
  "card section": async (viewer, visibility, key) => {
    const none = { rows: [], total: 0 };
    const { rows, total } = await orRefused(() => workOrdersOf(viewer, set.customerId), none);
    expect(total).toBe(rows.length);
    if (elsewhere.includes(key)) expect(total).toBe(0);
    return elsewhere.includes(key) ? undefined : rows.some(({ id }) => id === set.orders[visibility]);
  },
  "My day": async (viewer, visibility, key) => {
    const rows = await orRefused(() => myOpenWorkOrders(viewer), []);
    if (key !== "assignee") expect(rows).toEqual([]);
    return key === "assignee" ? rows.some(({ id }) => id === set.orders[visibility]) : undefined;
  },
  calendar: async (viewer, visibility, key) => {
    const { orders } = await listFeedEntries(viewer);
    if (key !== "assignee") expect(orders).toEqual([]);
    return key === "assignee" ? orders.some(({ id }) => id === set.orders[visibility]) : undefined;
  },
  export: async (viewer, visibility) => {
    return (await exportedTo(viewer)).some(([title]) => title === titled(visibility));
  },
  "why I see it": async (viewer, visibility) => {
    const why = await orRefused(() => whyISeeWorkOrder(viewer, set.orders[visibility]), null);
    return why !== null && why.ways.length > 0;
  },
};
const empty: Awaited<ReturnType<typeof listWorkOrders>> = { rows: [], hasMore: false, from: 1 };

const viewerOf = async (key: Key): Promise<Viewer | undefined> => (await viewersOf([set.ids[key]]))[0];

describe.each(visibilities)("an order for %s", (visibility) => {
  test.each(keys.filter((key) => !("left" in people[key])))("means the same everywhere to: %s", async (key) => {
    const viewer = await viewerOf(key);
    if (!viewer) throw new Error("nobody");
    const answers = Object.fromEntries(
      await Promise.all(Object.entries(ways).map(async ([way, ask]) => [way, await ask(viewer, visibility, key)])),
    );
    const sees = expected(key, visibility);
    const wanted = Object.fromEntries(
      Object.entries(answers).map(([way, answer]) => [way, answer === undefined ? undefined : sees]),
    );
    expect(answers).toEqual(wanted);
  });

  test("is told of in the panel that says who sees it: exactly these, and nobody who has left", async () => {
    const creator = await viewerOf("creator");
    if (!creator) throw new Error("nobody");
    const { rows } = await whoSeesWorkOrder(creator, set.orders[visibility], { q: "Ordersson", page: 1 }, "en");
    const seeing = keys.filter((key) => expected(key, visibility) && !("left" in people[key]));
    expect(rows.map(({ id }) => id).sort()).toEqual(seeing.map((key) => set.ids[key]).sort());
    expect(await viewerOf("deactivated")).toBeUndefined();
  });
});

test("whoever sees an order of a customer that is not open to them learns neither name nor number", async () => {
  const viewer = await viewerOf("namedElsewhere");
  if (!viewer) throw new Error("nobody");
  const { rows } = await listWorkOrders(viewer, workOrderFilter({ tab: "all", sort: "customer" }), "en");
  const hidden = { customerId: null, customerName: null, customerNumber: null, isArchived: null };
  expect(rows).toEqual([expect.objectContaining({ title: "Order people", ...hidden })]);
  expect((await exportedTo(viewer))[0]?.slice(0, 3)).toEqual(["Order people", "Customer not open to you", null]);
  const byCustomer = workOrderFilter({ tab: "all", customer: String(set.customerId) });
  expect((await listWorkOrders(viewer, byCustomer, "en")).rows).toEqual([]);
});

describe("a change of who answers for the customer counts at once, to the day:", () => {
  const sees = async (key: Key, visibility: Visibility) => {
    const viewer = await viewerOf(key);
    const { rows } = await orRefused(() => listWorkOrders(viewer as Viewer, filterOf(visibility), "en"), empty);
    return rows.length === 1;
  };
  const dates = (key: Key, from: number | null, to: number | null) =>
    db
      .update(responsibilities)
      .set({
        validFrom: from === null ? null : (day(from) as never),
        validTo: to === null ? null : (day(to) as never),
      })
      .where(and(eq(responsibilities.employeeId, set.ids[key]), eq(responsibilities.customerId, set.customerId)));
  afterAll(async () => {
    await db.update(settings).set({ features: sql`array_append(array_remove(features, 'roles'), 'roles')` });
  });

  test.each([
    ["ends today", null, 0, true],
    ["ended yesterday", null, -1, false],
    ["begins today", 0, null, true],
    ["begins tomorrow", 1, null, false],
  ] as const)("%s", async (_, from, to, seen) => {
    await dates("current", from, to);
    expect(await sees("current", "responsibles")).toBe(seen);
    await dates("roleHolder", from, to);
    expect(await sees("roleHolder", "role")).toBe(seen);
    await dates("roleHolder", null, null);
  });

  test("the owner is replaced", async () => {
    await db.update(customers).set({ ownerId: set.ids.outside }).where(eq(customers.id, set.customerId));
    expect([await sees("owner", "responsibles"), await sees("outside", "responsibles")]).toEqual([false, true]);
    await db.update(customers).set({ ownerId: set.ids.owner }).where(eq(customers.id, set.customerId));
  });

  test("somebody leaves the team, another joins", async () => {
    await db.delete(employeeTeams).where(eq(employeeTeams.employeeId, set.ids.mate));
    await db.insert(employeeTeams).values({ employeeId: set.ids.otherTeam, teamId: set.teamId });
    expect([await sees("mate", "team"), await sees("otherTeam", "team")]).toEqual([false, true]);
  });

  test("the role is taken away, the responsibility stays", async () => {
    await db.update(responsibilities).set({ roleId: null }).where(eq(responsibilities.employeeId, set.ids.roleHolder));
    expect([await sees("roleHolder", "role"), await sees("roleHolder", "responsibles")]).toEqual([false, true]);
    const creator = await viewerOf("creator");
    const panel = await whoSeesWorkOrder(creator as Viewer, set.orders.role, { q: "", page: 1 }, "en");
    expect(panel.roleUnfilled).toBe(true);
    await db
      .update(responsibilities)
      .set({ roleId: set.roleId })
      .where(eq(responsibilities.employeeId, set.ids.roleHolder));
    expect(await sees("roleHolder", "role")).toBe(true);
  });

  test("the organisation does without roles", async () => {
    await db.update(settings).set({ features: sql`array_remove(features, 'roles')` });
    expect([await sees("roleHolder", "role"), await sees("roleHolder", "responsibles")]).toEqual([false, true]);
    expect(await sees("assignee", "role")).toBe(true);
  });
});
