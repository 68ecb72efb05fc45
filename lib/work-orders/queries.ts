import "server-only";
import { and, asc, desc, eq, isNull, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { outOfReach } from "@/lib/access/refused";
import { viewersOf } from "@/lib/access/sessions";
import type { Locale } from "@/lib/access/viewer";
import { waysOfOrder } from "@/lib/access/work-order-sight";
import type { WayToWorkOrder } from "@/lib/access/work-orders";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { absent } from "@/lib/outcome";
import type { SightFilter } from "@/lib/sight/filter";
import { fold } from "@/lib/text";
import { inOrder, matching, mostShown, onTab, pageSize, tabs, type WorkOrderFilter, type WorkOrderTab } from "./filter";

/** A page of the orders open to the viewer. */
export const listWorkOrders = query("workOrders.own", async (scope, filter: WorkOrderFilter, locale: Locale) => {
  const skip = (filter.page - 1) * pageSize;
  const { listedWorkOrders: orders } = scope.tables;
  const found = await scope.db
    .select(shownIn(scope))
    .from(orders)
    .where(and(onTab(orders, filter.tab, scope.viewer), matching(orders, filter)))
    .orderBy(...inOrder(orders, filter, locale))
    .limit(pageSize + 1)
    .offset(skip);
  return { rows: found.slice(0, pageSize), hasMore: found.length > pageSize, from: skip + 1 };
});

export type ListedWorkOrder = Awaited<ReturnType<typeof listWorkOrders>>["rows"][number];

/** How many orders with the filter stand on each tab. One statement. */
export const countWorkOrders = query("workOrders.own", async ({ db, tables, viewer }, filter: WorkOrderFilter) => {
  const { listedWorkOrders: orders } = tables;
  const counted = (condition: SQL | undefined) =>
    sql<number>`count(*) filter (where ${condition ?? sql`true`})`.mapWith(Number);
  const columns = Object.fromEntries(tabs.map((tab) => [tab, counted(onTab(orders, tab, viewer))]));
  const [counts] = await db.select(columns).from(orders).where(matching(orders, filter));
  return counts as Record<WorkOrderTab, number>;
});

/** The viewer's own open orders over all customers that are not archived, soonest first; one more than is shown. */
export const myOpenWorkOrders = query("workOrders.own", async (scope) => {
  const { listedWorkOrders: orders } = scope.tables;
  return scope.db
    .select(shownIn(scope))
    .from(orders)
    .where(and(onTab(orders, "mine", scope.viewer), sql`${orders.isArchived} is not true`))
    .orderBy(asc(orders.dueOn), asc(orders.id))
    .limit(mostShown + 1);
});

/** The orders of a customer in reach: the open ones first, soonest first; how many there are stands in each. */
export const workOrdersOf = query("workOrders.own", async (scope, id: number) => {
  const { listedWorkOrders: orders } = scope.tables;
  const asked = () =>
    scope.db
      .select({ ...shownIn(scope), total: sql<number>`count(*) over ()`.mapWith(Number) })
      .from(orders)
      .where(and(eq(orders.customerId, given("id")), orders.full))
      .orderBy(desc(sql`(${onTab(orders, "open", scope.viewer)})`), asc(orders.dueOn), desc(orders.id))
      .limit(mostShown);
  const rows = await kept(scope.tables, ["workOrdersOf"], asked, { id });
  return { rows, total: rows[0]?.total ?? 0 };
});

const shownIn = ({ tables: { listedWorkOrders: orders } }: ReadScope) => ({
  id: orders.id,
  version: orders.version,
  title: orders.title,
  customerId: orders.customerId,
  customerName: orders.customerName,
  customerNumber: orders.customerNumber,
  isArchived: orders.isArchived,
  status: orders.status,
  assigneeId: orders.assigneeId,
  assignee: orders.assignee,
  dueOn: orders.dueOn,
  visibility: orders.visibility,
  updatedAt: orders.updatedAt,
});

/** Named with its table even where a select of one table leaves names bare. */
const whole = (column: SQLWrapper) => sql`${column}`;

/** One order with everything its panels show. */
export const getWorkOrder = query("workOrders.own", async ({ db, tables, viewer }, id: number, locale: Locale) => {
  const { customerRoles, customerWorkOrders, employees, groups, listedWorkOrders: orders, specialGroups } = tables;
  const { teams, workOrderPeople } = tables;
  const [order] = await db
    .select({
      ...orders._.selectedFields,
      role: sql<string | null>`(select ${nameIn(customerRoles.names, locale)} from ${customerRoles}
        where ${customerRoles.id} = ${whole(orders.roleId)})`,
      team: sql<string | null>`(select ${teams.name} from ${teams} where ${teams.id} = ${whole(orders.teamId)})`,
      group: sql<string | null>`(select ${groups.name} from ${groups} where ${groups.id} = ${whole(orders.groupId)})`,
      specialGroup: sql<string | null>`(select ${specialGroups.name} from ${specialGroups}
        where ${specialGroups.id} = ${whole(orders.specialGroupId)})`,
      people: sql<{ id: number; name: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', ${employees.id}, 'name',
          concat_ws(' ', ${employees.firstName}, ${employees.lastName})) order by ${employees.lastName}), '[]')
        from ${workOrderPeople} join ${employees} on ${employees.id} = ${workOrderPeople.employeeId}
        where ${workOrderPeople.workOrderId} = ${whole(orders.workOrderId)})`,
      /** For how many customers it is, as far as the viewer sees it for them. */
      customers: sql<number>`(select count(*) from ${customerWorkOrders}
        where ${customerWorkOrders.workOrderId} = ${whole(orders.workOrderId)})`.mapWith(Number),
    })
    .from(orders)
    .where(eq(orders.id, id));
  return order ?? outOfReach(viewer, "customerWorkOrders", id);
});

export type WorkOrder = Awaited<ReturnType<typeof getWorkOrder>>;

type Option = { of: "employee" | "role" | "team" | "customer"; id: number; name: string };

/**
 * What the list's filters and the panels of an order offer, in one statement: people, roles and teams in use or held
 * already, and the name of the customer the list is narrowed to.
 */
export const workOrderOptions = query(
  "workOrders.own",
  async ({ db, tables }, wish: { customer?: number | null; held?: WorkOrder }, locale: Locale) => {
    const { customerRoles, employees, listedCustomers, teams } = tables;
    const { held, customer = null } = wish;
    const people = [held?.assigneeId ?? 0, ...(held?.people.map(({ id }) => id) ?? [])];
    const parts = [
      sql`select 'employee' as of, ${employees.id} as id,
          concat_ws(' ', ${employees.firstName}, ${employees.lastName}) as name, 0 as place from ${employees}
        where ${or(mayOwnCustomers(employees), sql`${employees.id} = any(${sql.param(people)}::bigint[])`)}`,
      sql`select 'role', ${customerRoles.id}, ${nameIn(customerRoles.names, locale)}, ${customerRoles.position}
        from ${customerRoles} where ${customerRoles.disabledAt} is null or ${customerRoles.id} = ${held?.roleId ?? 0}`,
      sql`select 'team', ${teams.id}, ${teams.name}, 0 from ${teams}
        where ${teams.disabledAt} is null or ${teams.id} = ${held?.teamId ?? 0}`,
      sql`select 'customer', ${listedCustomers.id}, ${listedCustomers.name}, 0 from ${listedCustomers}
        where ${listedCustomers.id} = ${customer ?? 0}`,
    ];
    const rows = await db
      .select({
        of: sql<Option["of"]>`of`,
        id: sql<number>`id`.mapWith(Number),
        name: sql<string>`name`,
      })
      .from(sql`(${sql.join(parts, sql` union all `)}) options`)
      .orderBy(sql`place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`);
    const of = (wanted: Option["of"]) => rows.filter((row) => row.of === wanted);
    return {
      employees: of("employee"),
      roles: of("role"),
      teams: of("team"),
      customer: of("customer")[0]?.name ?? null,
    };
  },
);

export type WorkOrderOptions = Awaited<ReturnType<typeof workOrderOptions>>;

export type PersonWithWays = { id: number; name: string; companyName: string; ways: readonly WayToWorkOrder[] };

/**
 * Who sees an order and why, by name, fifty at a time: asked of the same conditions that cut their rows. Whoever sees it
 * only because of what is hidden from the one who asks, the customer's team, is left out.
 */
export const whoSeesWorkOrder = query(
  "workOrders.edit",
  async ({ db, tables }, id: number, { q, page }: SightFilter, locale: Locale) => {
    const { employees, listedWorkOrders: orders } = tables;
    const [order] = await db
      .select({ title: orders.title, visibility: orders.visibility, unmasked: orders.unmasked })
      .from(orders)
      .where(eq(orders.id, id));
    if (!order) return absent();
    const collation = sql.raw(`collate "${collationOf(locale)}"`);
    const staff = await db
      .select({ id: employees.id })
      .from(employees)
      .where(isNull(employees.deactivatedAt))
      .orderBy(sql`${employees.lastName} ${collation}`, sql`${employees.firstName} ${collation}`, asc(employees.id));
    const viewers = await viewersOf(staff.map((one) => one.id));
    const people = new Map(viewers.map((person) => [person.employeeId, person.facts]));
    const ways = await waysOfOrder(viewers, id);
    const seeing = staff.flatMap((one): PersonWithWays[] => {
      const facts = people.get(one.id);
      const held = (ways.get(one.id) ?? []).filter((way) => order.unmasked || !ofTeam.includes(way));
      return facts && held.length ? [{ id: one.id, name: facts.name, companyName: facts.companyName, ways: held }] : [];
    });
    const sought = seeing.filter(({ name }) => fold(name).includes(fold(q)));
    const from = (page - 1) * pageSize;
    return {
      title: order.title,
      rows: sought.slice(from, from + pageSize),
      hasMore: sought.length > from + pageSize,
      from: from + 1,
      total: sought.length,
      teamHidden: !order.unmasked,
      isAlone: order.unmasked && seeing.length === 1,
      roleUnfilled: order.unmasked && order.visibility === "role" && !seeing.some((one) => one.ways.includes("role")),
    };
  },
);

/** Reasons that tell who answers for the customer. */
const ofTeam: readonly WayToWorkOrder[] = ["responsible", "role"];

/** Why the viewer themself sees an order. */
export const whyISeeWorkOrder = query("workOrders.own", async ({ db, tables, viewer }, id: number) => {
  const { listedWorkOrders: orders } = tables;
  const [order] = await db.select({ title: orders.title }).from(orders).where(eq(orders.id, id));
  if (!order) return absent();
  const ways = await waysOfOrder([viewer], id);
  return { title: order.title, ways: ways.get(viewer.employeeId) ?? [] };
});
