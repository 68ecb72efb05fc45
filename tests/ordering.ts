import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import {
  customerRoles,
  customers,
  customerWorkOrders,
  employees,
  employeeTeams,
  profiles,
  responsibilities,
  teams,
  workOrderPeople,
  workOrders,
} from "@/db/schema/index";
import type { World } from "@/db/world";
import type { Reach } from "@/lib/access/permissions";
import { type Visibility, visibilities } from "@/lib/work-orders/fields";

/** People by what ties them to one customer and its orders, and by how far their rights go. */
export type Key = keyof typeof people;

type Person = { level: "none" | "own" | "read" | "edit"; reach?: Reach[]; left?: true };

export const people = {
  outside: { level: "own" },
  nothing: { level: "none" },
  reader: { level: "read" },
  /** Whose customers are their own, and this is none of them. */
  readerElsewhere: { level: "read", reach: ["mine"] },
  editor: { level: "edit" },
  creator: { level: "edit" },
  assignee: { level: "own" },
  assigneeNoLevel: { level: "none" },
  owner: { level: "own" },
  standing: { level: "own" },
  standingNoLevel: { level: "none" },
  current: { level: "own" },
  past: { level: "own" },
  pastReader: { level: "read" },
  future: { level: "own" },
  roleHolder: { level: "own" },
  roleHolderPast: { level: "own" },
  otherRole: { level: "own" },
  named: { level: "own" },
  namedElsewhere: { level: "own", reach: ["mine"] },
  mate: { level: "own" },
  otherTeam: { level: "own" },
  deactivated: { level: "edit", left: true },
} as const satisfies Record<string, Person>;

export const keys = Object.keys(people) as Key[];

export type Setting = {
  ids: Record<Key, number>;
  customerId: number;
  /** The order of the customer by who may see it: ids of `customer_work_orders`. */
  orders: Record<Visibility, number>;
  roleId: number;
  teamId: number;
};

/** So many days from today, as the organisation counts them: for two hours of the night the server has another day. */
export const day = (from: number) => sql`(now() at time zone 'Europe/Helsinki')::date + ${from}::int`;

/** Everybody, their ties to the customer, and an order of every visibility for it. */
export async function setUpOrders(world: World, customerId: number): Promise<Setting> {
  const ids = {} as Record<Key, number>;
  for (const key of keys) ids[key] = await newPerson(world, key);
  const roleIds = await db
    .insert(customerRoles)
    .values([
      { names: { en: "Inspector" }, letter: "Ix" },
      { names: { en: "Planner" }, letter: "Px" },
    ])
    .returning({ id: customerRoles.id });
  const [roleId = 0, otherRoleId = 0] = roleIds.map(({ id }) => id);
  const made = await db
    .insert(teams)
    .values([
      { companyId: world.companies.ab, name: "Tak" },
      { companyId: world.companies.ab, name: "Park" },
    ])
    .returning({ id: teams.id });
  const [teamId = 0, otherTeamId = 0] = made.map(({ id }) => id);
  await db.insert(employeeTeams).values([
    { employeeId: ids.mate, teamId },
    { employeeId: ids.deactivated, teamId },
    { employeeId: ids.otherTeam, teamId: otherTeamId },
  ]);
  await db.update(customers).set({ ownerId: ids.owner }).where(eq(customers.id, customerId));
  const tie = (key: Key, more: Partial<typeof responsibilities.$inferInsert> = {}) => ({
    customerId,
    employeeId: ids[key],
    ...more,
  });
  await db
    .insert(responsibilities)
    .values([
      tie("standing"),
      tie("standingNoLevel"),
      tie("deactivated"),
      tie("current", { validFrom: day(-3) as never, validTo: day(3) as never }),
      tie("past", { validTo: day(-2) as never }),
      tie("pastReader", { validTo: day(-2) as never }),
      tie("future", { validFrom: day(2) as never }),
      tie("roleHolder", { roleId }),
      tie("roleHolderPast", { roleId, validTo: day(-2) as never }),
      tie("otherRole", { roleId: otherRoleId }),
    ]);
  const orders = {} as Record<Visibility, number>;
  for (const visibility of visibilities) {
    const who = {
      roleId: visibility === "role" ? roleId : null,
      teamId: visibility === "team" ? teamId : null,
      createdBy: ids.creator,
    };
    const [order] = await db
      .insert(workOrders)
      .values({ title: `Order ${visibility}`, visibility, ...who })
      .returning();
    const workOrderId = order?.id ?? 0;
    if (visibility === "people") {
      const named = [ids.named, ids.namedElsewhere, ids.deactivated];
      await db.insert(workOrderPeople).values(named.map((employeeId) => ({ workOrderId, employeeId })));
    }
    orders[visibility] = await newOrder(workOrderId, customerId, { assigneeId: ids.assignee, createdBy: ids.creator });
  }
  return { ids, customerId, orders, roleId, teamId };
}

/** An order for one more customer, due yesterday. */
export async function newOrder(
  workOrderId: number,
  customerId: number,
  more: Partial<typeof customerWorkOrders.$inferInsert> = {},
): Promise<number> {
  const [row] = await db
    .insert(customerWorkOrders)
    .values({ workOrderId, customerId, dueOn: day(-1) as never, ...more })
    .returning();
  return row?.id ?? 0;
}

/** Of the company of the customer; with files to take, so that exports can be asked too. */
async function newPerson(world: World, key: Key): Promise<number> {
  const { level, reach = ["company"], left }: Person = people[key];
  const grants = { customers: "read", workOrders: level, export: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: key, grants, reach: [...reach] })
    .returning();
  const [employee] = await db
    .insert(employees)
    .values({
      companyId: world.companies.ab,
      profileId: profile?.id,
      email: `${key}@ordering.example`.toLowerCase(),
      firstName: key,
      lastName: "Ordersson",
      deactivatedAt: left ? new Date() : null,
    })
    .returning();
  return employee?.id ?? 0;
}
