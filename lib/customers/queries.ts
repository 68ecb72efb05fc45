import "server-only";
import { and, asc, eq, inArray, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { outOfReach } from "@/lib/access/refused";
import type { Locale } from "@/lib/access/viewer";
import type { PostalAddress } from "@/lib/addresses/rules";
import { mayOwnCustomers, type Served, servesAsOwner } from "@/lib/employees/rules";
import { groupingsOf } from "@/lib/groupings/parts";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { nextNumber } from "@/lib/numbering/series";
import { fullCustomerOf } from "./full-customer";
import { isMasked } from "./rules";

/**
 * A customer as its card shows it: `full` inside the viewer's reach, else the basic data that sister companies share
 * while the organisation says so. Out of reach and missing are the same.
 */
export const getCustomer = query("customers.read", async (scope, id: number, locale: Locale) => {
  const full = await fullCustomer(scope, id, locale);
  if (full) return { ...full, ...(await groupingsOf(scope, full, locale)) };
  const basic = (await basicCustomer(scope, id)) ?? outOfReach(scope.viewer, "customers", id);
  const { types } = await groupingsOf(scope, basic, locale);
  return { ...basic, types };
});

export type Customer = Awaited<ReturnType<typeof getCustomer>>;
export type FullCustomer = Extract<Customer, { sight: "full" }>;
export type BasicCustomer = Extract<Customer, { sight: "basic" }>;

async function fullCustomer(scope: ReadScope, id: number, locale: Locale) {
  const { tables, viewer } = scope;
  const asked = () => fullCustomerOf(scope, given("id"), locale);
  const [customer] = await kept(tables, ["fullCustomer", locale], asked, { id });
  if (!customer) return undefined;
  const own = customer.related.find(({ companyId }) => companyId === viewer.facts.companyId) ?? null;
  const masked = isMasked(viewer, customer.companies);
  return { sight: "full" as const, ...customer, own, isMasked: masked, team: masked ? [] : customer.team };
}

async function basicCustomer({ db, tables, viewer }: ReadScope, id: number) {
  if (!viewer.facts.showOtherCompanies) return undefined;
  const { listedCustomers, sharedAddresses: shared } = tables;
  const { number, name, city, country, typeIds } = listedCustomers;
  const address = sql`jsonb_build_object('id', ${shared.id}, 'isHeadOffice', ${shared.isHeadOffice},
    'street', ${shared.street}, 'postalCode', ${shared.postalCode}, 'city', ${shared.city}, 'region', ${shared.region},
    'country', ${shared.country})`;
  const addresses = db
    .select({ all: sql`coalesce(jsonb_agg(${address} order by ${shared.isHeadOffice} desc, ${shared.id}), '[]')` })
    .from(shared)
    .where(eq(shared.customerId, id));
  const [customer] = await db
    .select({
      id: listedCustomers.id,
      number,
      name,
      city,
      country,
      typeIds,
      addresses: sql<SharedAddress[]>`(${addresses})`,
    })
    .from(listedCustomers)
    .where(eq(listedCustomers.id, id));
  return customer && { sight: "basic" as const, ...customer };
}

/** An address as sister companies see it. */
export type SharedAddress = PostalAddress & { id: number; isHeadOffice: boolean };

/**
 * What the form of a customer offers, in one statement: types, groups with the start of their numbers, who may own it.
 * @param customer the customer being edited, whose own types and owner are offered even where no longer in use, or the
 * company of a new one; without any, everybody who may own some customer
 */
export const customerChoices = query(
  "customers.read",
  async ({ db, tables }, locale: Locale, customer?: Partial<Served> & Held) => {
    const { customerTypes, employees, groups } = tables;
    const ownTypes = sql.param(customer?.types?.map(({ id }) => id) ?? []);
    const types = or(isNull(customerTypes.disabledAt), sql`${customerTypes.id} = any(${ownTypes}::bigint[])`);
    const { companies, isNew } = customer ?? {};
    const serves = companies && servesAsOwner(tables, { companies, isNew });
    const owners = or(and(mayOwnCustomers(employees), serves), eq(employees.id, customer?.ownerId ?? 0));
    const rows = await db
      .select({
        kind: sql<"type" | "group" | "owner">`kind`,
        id: sql<number>`id`.mapWith(Number),
        name: sql<string>`name`,
        numberStart: sql<string | null>`number_start`,
        isDefault: sql<boolean>`is_default`,
        isDefaultConsumer: sql<boolean>`is_default_consumer`,
        isDefaultSubcontractor: sql<boolean>`is_default_subcontractor`,
      })
      .from(
        sql`(
          select 'type' as kind, ${customerTypes.id} as id, ${nameIn(customerTypes.names, locale)} as name,
            ${customerTypes.position} as place, null::text as number_start,
            ${customerTypes.defaultCustomer} as is_default, ${customerTypes.defaultConsumer} as is_default_consumer,
            ${customerTypes.defaultSubcontractor} as is_default_subcontractor
          from ${customerTypes} where ${types}
          union all
          select 'group', ${groups.id}, ${groups.name}, 0, ${groups.numberStart}::text, false, false, false from ${groups}
          union all
          select 'owner', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), 0, null, false, false, false
          from ${employees} where ${owners}
        ) choices`,
      )
      .orderBy(sql`place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`);
    const of = (kind: string) => rows.filter((row) => row.kind === kind);
    return { types: of("type"), groups: of("group"), owners: of("owner") };
  },
);

type Held = { types?: { id: number }[]; ownerId?: number | null };

export type CustomerChoices = Awaited<ReturnType<typeof customerChoices>>;

/** The companies whose customer a new one may become: of those in use all for whoever reaches all, else one's own. */
export const companyChoices = query("customers.edit", async ({ db, tables: { companies }, viewer }) =>
  db
    .select({ id: companies.id, name: companies.name, country: companies.country })
    .from(companies)
    .where(
      and(
        isNull(companies.disabledAt),
        viewer.customerReach.all ? undefined : eq(companies.id, viewer.facts.companyId),
      ),
    )
    .orderBy(asc(companies.id)),
);

/** How new customers get their number, and in manual mode the next one that is free. */
export const numbering = query("customers.edit", async ({ db, tables: { settings } }, groupId: number | null) => {
  const [organisation] = await db.select({ mode: settings.numberingMode }).from(settings);
  const isManual = organisation?.mode === "manual";
  return { isManual, next: isManual ? await nextNumber(db, groupId) : null };
});

export type Numbering = Awaited<ReturnType<typeof numbering>>;

/** How much goes on at a customer and would be left behind in the archive, as far as the viewer sees it. */
export const openWork = query("customers.edit", async ({ db, tables }, id: number) => {
  const { activities, customerWorkOrders: orders, projects, salesCases, salesStatuses } = tables;
  const isPlanned = sql`(${activities.kind} = 'todo' or ${activities.kind} = 'event' and ${activities.endsAt} > now())`;
  const isSelling = sql`${salesCases.statusId} in (
    select ${salesStatuses.id} from ${salesStatuses} where ${salesStatuses.state} = 'inProgress')`;
  const counted = (from: SQLWrapper, where: SQL | undefined) =>
    sql<number>`(select count(*) from ${from} where ${where})`.mapWith(Number);
  const [work] = await db
    .select({
      activities: counted(activities, and(eq(activities.customerId, id), isNull(activities.completedAt), isPlanned)),
      projects: counted(projects, and(eq(projects.customerId, id), ne(projects.status, "closed"))),
      sales: counted(salesCases, and(eq(salesCases.customerId, id), isSelling)),
      workOrders: counted(orders, and(eq(orders.customerId, id), inArray(orders.status, ["open", "inProgress"]))),
    })
    .from(sql`(values (1)) as one`);
  return work ?? { activities: 0, projects: 0, sales: 0, workOrders: 0 };
});
