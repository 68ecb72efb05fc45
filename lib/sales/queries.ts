import "server-only";
import { and, desc, eq, or, type SQLWrapper, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { outOfReach } from "@/lib/access/refused";
import type { Locale } from "@/lib/access/viewer";
import { employeeName, mayOwnCustomers } from "@/lib/employees/rules";
import { exchange, inHome } from "@/lib/financials/amounts";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { branchOf } from "@/lib/units/filter";
import { firstSales, pageSize, type SalesFilter } from "./filter";
import type { SaleState } from "./rules";

/**
 * What the sales cases of a state are worth in a currency, in decimals; `currency` null holds all of them together in
 * the organisation's. Each case is weighted, and converted, by itself and rounded to cents.
 */
export type SalesSum = {
  state: SaleState;
  currency: string | null;
  count: number;
  value: string | null;
  /** By probability; of open cases only. */
  weighted: string | null;
  /** What one unit of the currency is worth in the organisation's, and since when; null where no rate is known. */
  factor: string | null;
  ratedOn: string | null;
};

/**
 * The sales cases of a customer that the viewer sees, with `below` also those of the units below it: open ones first, by
 * the date the order is expected, closed ones by when they were closed. In one statement with the sums of all of them.
 */
export const salesCasesOf = query(
  "sales.own",
  async (scope, id: number, locale: Locale, { shown, show }: SalesFilter = firstSales, below: boolean = false) => {
    const filter = { shown, show };
    const asked = () => salesAsked(scope, given("id"), locale, filter, below);
    const rows = await kept(scope.tables, ["salesCasesOf", locale, filter, below], asked, { id });
    return { sums: rows[0]?.totals.sums ?? [], sales: rows.flatMap((row) => row.page ?? []) };
  },
);

function salesAsked(
  scope: ReadScope,
  customerId: number,
  locale: Locale,
  { shown, show }: SalesFilter,
  below: boolean,
) {
  const { db, tables, viewer } = scope;
  const { customers, customerContacts, persons, salesCases, salesStatuses } = tables;
  const isOpen = sql<boolean>`${salesStatuses.state} = 'inProgress'`;
  const cases = db.$with("cases").as(
    db
      .select({
        id: sql<number>`${salesCases.id}`.mapWith(Number).as("id"),
        customerId: sql<number>`${salesCases.customerId}`.mapWith(Number).as("customer_id"),
        customerName: sql<string>`${customers.name}`.as("customer_name"),
        name: sql<string>`${salesCases.name}`.as("sale_name"),
        status: sql<string>`${nameIn(salesStatuses.names, locale)}`.as("status"),
        state: sql<SaleState>`${salesStatuses.state}`.as("state"),
        isOpen: isOpen.as("is_open"),
        probability: salesCases.probability,
        expectedValue: salesCases.expectedValue,
        weighted: sql<string | null>`case when ${isOpen}
          then round(${salesCases.expectedValue} * ${salesCases.probability} / 100, 2) end`.as("weighted"),
        currency: salesCases.currency,
        expectedOn: salesCases.expectedOn,
        closedAt: salesCases.closedAt,
        lostReason: salesCases.lostReason,
        owner: sql<string | null>`${employeeName(tables, salesCases.ownerId)}`.as("owner"),
        contactId: sql<number | null>`${customerContacts.id}`.mapWith(Number).as("contact_id"),
        firstName: persons.firstName,
        lastName: persons.lastName,
        erasedAt: persons.erasedAt,
      })
      .from(salesCases)
      .innerJoin(salesStatuses, eq(salesStatuses.id, salesCases.statusId))
      .innerJoin(customers, eq(customers.id, salesCases.customerId))
      .leftJoin(customerContacts, eq(customerContacts.id, salesCases.contactId))
      .leftJoin(persons, eq(persons.id, customerContacts.personId))
      .where(below ? branchOf(viewer, customerId)(salesCases.customerId) : eq(salesCases.customerId, customerId)),
  );
  const totals = db
    .select({ sums: sql<SalesSum[]>`${sumsOf(scope, cases)}`.as("sums") })
    .from(sql`(values (1)) as one`)
    .as("totals");
  const page = db
    .select()
    .from(cases)
    .where(shown === "all" ? undefined : eq(cases.isOpen, shown === "open"))
    .orderBy(desc(cases.isOpen), sql`case when is_open then ${cases.expectedOn} end`, desc(cases.closedAt), cases.id)
    .limit(show * pageSize)
    .as("page");
  return db.with(cases).select().from(totals).leftJoin(page, sql`true`);
}

export type ListedSale = Awaited<ReturnType<typeof salesCasesOf>>["sales"][number];

const sumsOf = (scope: ReadScope, cases: SQLWrapper) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('state', g.state, 'currency', g.currency, 'count', g.n,
    'value', g.value::text, 'weighted', g.weighted::text, 'factor', g.factor::text, 'ratedOn', g.rated_on)
    order by g.state, g.currency nulls last), '[]')
  from (
    select c.state, c.currency, count(*) as n,
      case grouping(c.currency) when 0 then sum(c.expected_value) else sum(${inHome(sql`c.expected_value`)}) end as value,
      case grouping(c.currency) when 0 then sum(c.weighted) else sum(${inHome(sql`c.weighted`)}) end as weighted,
      case grouping(c.currency) when 0 then min(trim_scale(round(x.factor, 6))) end as factor,
      case grouping(c.currency) when 0 then min(x.rated_on) end as rated_on
    from (select * from ${cases}) c left join ${exchange(scope)} x on x.currency = c.currency
    group by grouping sets ((c.state, c.currency), (c.state))) g)`;

/** A sales case of a customer with everything its panel shows. */
export const getSale = query(
  "sales.own",
  async ({ db, tables, viewer }, id: number, customerId: number, locale: Locale) => {
    const { activities, customerContacts, persons, projects, salesCases, salesStatuses } = tables;
    const [sale] = await db
      .select({
        id: salesCases.id,
        version: salesCases.version,
        name: salesCases.name,
        statusId: salesCases.statusId,
        status: nameIn(salesStatuses.names, locale),
        state: salesStatuses.state,
        probability: salesCases.probability,
        expectedValue: salesCases.expectedValue,
        currency: salesCases.currency,
        expectedOn: salesCases.expectedOn,
        ownerId: salesCases.ownerId,
        owner: employeeName(tables, salesCases.ownerId),
        contactId: customerContacts.id,
        contact: {
          id: persons.id,
          firstName: persons.firstName,
          lastName: persons.lastName,
          erasedAt: persons.erasedAt,
        },
        projectId: projects.id,
        project: projects.name,
        /** Also of a project that is not open to the viewer. */
        isInProject: sql<boolean>`${salesCases.projectId} is not null`,
        activities: sql<number>`(
          select count(*) from (select * from ${activities}) a where a.sales_case_id = ${id})`.mapWith(Number),
        description: salesCases.description,
        lostReason: salesCases.lostReason,
        closedAt: salesCases.closedAt,
        createdAt: salesCases.createdAt,
        createdBy: employeeName(tables, salesCases.createdBy),
        updatedAt: salesCases.updatedAt,
        updatedBy: employeeName(tables, salesCases.updatedBy),
      })
      .from(salesCases)
      .innerJoin(salesStatuses, eq(salesStatuses.id, salesCases.statusId))
      .leftJoin(customerContacts, eq(customerContacts.id, salesCases.contactId))
      .leftJoin(persons, eq(persons.id, customerContacts.personId))
      .leftJoin(projects, eq(projects.id, salesCases.projectId))
      .where(and(eq(salesCases.id, id), eq(salesCases.customerId, customerId)));
    return sale ?? outOfReach(viewer, "salesCases", id);
  },
);

export type Sale = Awaited<ReturnType<typeof getSale>>;

type ChoiceRow = {
  of: "status" | "owner" | "contact" | "project";
  id: number;
  name: string;
  state: SaleState | null;
  probability: number | null;
  isDefault: boolean;
};

type Held = Pick<Sale, "statusId" | "ownerId" | "contactId" | "projectId">;

/**
 * What the forms of a sales case offer, in one statement. What the case has already is offered even where it is no longer
 * in use.
 */
export const saleChoices = query(
  "sales.own",
  async ({ db, tables, viewer }, customerId: number, locale: Locale, held?: Held) => {
    const { customerContacts, employees, persons, projects, salesStatuses } = tables;
    const parts = [
      sql`select 'status' as of, ${salesStatuses.id} as id, ${nameIn(salesStatuses.names, locale)} as name,
          ${salesStatuses.state} as state, ${salesStatuses.probability}::int as probability,
          ${salesStatuses.isDefault} as is_default, ${salesStatuses.position} as place
        from ${salesStatuses} where ${salesStatuses.disabledAt} is null or ${salesStatuses.id} = ${held?.statusId ?? 0}`,
      sql`select 'owner', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), null, null, false, 0
        from ${employees} where ${or(mayOwnCustomers(employees), eq(employees.id, held?.ownerId ?? 0))}`,
      sql`select 'contact', ${customerContacts.id}, nullif(concat_ws(' ', ${persons.firstName}, ${persons.lastName}), ''),
          null, null, ${customerContacts.isPrimary}, 0
        from ${customerContacts} join ${persons} on ${persons.id} = ${customerContacts.personId}
        where ${customerContacts.customerId} = ${customerId} and (${customerContacts.id} = ${held?.contactId ?? 0}
          or ${customerContacts.inactiveAt} is null and ${persons.erasedAt} is null)`,
      viewer.can("projects.own") &&
        sql`select 'project', ${projects.id}, concat_ws(' · ', ${projects.number}, ${projects.name}), null, null, false, 0
          from ${projects} where ${projects.customerId} = ${customerId}
            and (${projects.status} <> 'closed' or ${projects.id} = ${held?.projectId ?? 0})`,
    ].filter((part) => part !== false);
    const rows = await db
      .select({
        of: sql<ChoiceRow["of"]>`of`,
        id: sql<number>`id`.mapWith(Number),
        name: sql<string | null>`name`,
        state: sql<SaleState | null>`state`,
        probability: sql<number | null>`probability`,
        isDefault: sql<boolean>`is_default`,
      })
      .from(sql`(${sql.join(parts, sql` union all `)}) choices`)
      .orderBy(sql`place, name collate ${sql.raw(`"${collationOf(locale)}"`)}, id`);
    const of = (name: ChoiceRow["of"]) => rows.filter((row) => row.of === name);
    return { statuses: of("status"), owners: of("owner"), contacts: of("contact"), projects: of("project") };
  },
);

export type SaleChoices = Awaited<ReturnType<typeof saleChoices>>;
