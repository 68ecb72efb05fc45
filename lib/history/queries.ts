import "server-only";
import { and, desc, eq, inArray, lt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { query } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { nameIn } from "@/lib/locale/names";
import { type HistoryFilter, parts } from "./filter";
import type { RegisterName } from "./rules";

export const pageSize = 50;

/** What was done to a customer and what belongs to it, newest first: as far as the viewer may see it. One line more than a page. */
export const listHistory = query(
  "customers.read",
  async ({ db, tables }, id: number, { part, before }: HistoryFilter) => {
    const { customerEvents } = tables;
    const asked = () =>
      db
        .select()
        .from(customerEvents)
        .where(
          and(
            eq(customerEvents.customerId, given("id")),
            part ? inArray(customerEvents.subject, [...parts[part]]) : undefined,
            before ? lt(customerEvents.id, given("before")) : undefined,
          ),
        )
        .orderBy(desc(customerEvents.id))
        .limit(pageSize + 1);
    return kept(tables, ["listHistory", part, before !== null], asked, { id, before: before ?? 0 });
  },
);

export type HistoryLine = Awaited<ReturnType<typeof listHistory>>[number];

/** One logged change of a customer or what belongs to it; undefined where it is not open to the viewer. */
export const findChange = query(
  "customers.read",
  async ({ db, tables: { customerEvents } }, customerId: number, valueId: number) => {
    const [line] = await db
      .select()
      .from(customerEvents)
      .where(
        and(
          eq(customerEvents.customerId, customerId),
          sql`${customerEvents.changes} @> ${JSON.stringify([{ id: valueId }])}::jsonb`,
        ),
      );
    const change = line?.changes.find(({ id }) => id === valueId);
    return line && change ? { line, change } : undefined;
  },
);

/**
 * Names of rows the log tells of by their ids ("employees.12"), in one statement. What is gone or not open has none; an
 * erased contact has an empty one.
 */
export const namesOfRows = query(
  "customers.read",
  async ({ db, tables }, wanted: ReadonlyMap<RegisterName, ReadonlySet<number>>, locale: Locale) => {
    const { customerContacts, persons, addresses, employees } = tables;
    const words = (names: PgColumn) => nameIn(names, locale);
    const named: Record<RegisterName, { table: PgTable | SQLWrapper; id: PgColumn; name: SQL | PgColumn }> = {
      activities: row(tables.activities, tables.activities.title),
      activityTypes: row(tables.activityTypes, words(tables.activityTypes.names)),
      addresses: row(addresses, sql`concat_ws(', ', ${addresses.street}, ${addresses.city})`),
      companies: row(tables.companies, tables.companies.name),
      companyTerms: row(tables.billing, companyOf(tables, tables.billing.companyId)),
      companyGroups: row(tables.companyGroups, tables.companyGroups.name),
      contactRoles: row(tables.contactRoles, words(tables.contactRoles.names)),
      customerContacts: row(
        customerContacts,
        sql`(select case when ${persons.erasedAt} is null then concat_ws(' ', ${persons.firstName}, ${persons.lastName}) else '' end
          from ${persons} where ${persons.id} = ${customerContacts.personId})`,
      ),
      customerRoles: row(tables.customerRoles, words(tables.customerRoles.names)),
      customers: row(tables.customers, tables.customers.name),
      customerTypes: row(tables.customerTypes, words(tables.customerTypes.names)),
      employees: row(employees, sql`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`),
      files: row(tables.files, tables.files.name),
      groups: row(tables.groups, tables.groups.name),
      invoices: row(tables.invoices, sql`coalesce(${tables.invoices.number}, '')`),
      keywords: row(tables.keywords, tables.keywords.name),
      projectMonths: row(
        tables.projectMonths,
        sql`(select concat(${tables.projects.name}, ' ', to_char(${tables.projectMonths.month}, 'MM/YYYY'))
          from ${tables.projects} where ${tables.projects.id} = ${tables.projectMonths.projectId})`,
      ),
      projectRoles: row(tables.projectRoles, words(tables.projectRoles.names)),
      projects: row(tables.projects, tables.projects.name),
      projectTasks: row(tables.projectTasks, tables.projectTasks.title),
      relatedCompanies: row(tables.customerCompanies, companyOf(tables, tables.customerCompanies.companyId)),
      salesCases: row(tables.salesCases, tables.salesCases.name),
      salesStatuses: row(tables.salesStatuses, words(tables.salesStatuses.names)),
      segments: row(tables.segments, tables.segments.name),
      specialGroups: row(tables.specialGroups, tables.specialGroups.name),
      tags: row(tables.tags, tables.tags.name),
      teams: row(tables.teams, tables.teams.name),
      units: { table: tables.units, id: tables.units.id, name: tables.units.name },
      workOrders: row(
        tables.customerWorkOrders,
        sql`(select ${tables.workOrders.title} from ${tables.workOrders}
          where ${tables.workOrders.id} = ${tables.customerWorkOrders.workOrderId})`,
      ),
    };
    const asked = [...wanted].filter(([, ids]) => ids.size > 0);
    if (!asked.length) return new Map<string, string>();
    const selects = asked.map(([register, ids]) => {
      const { table, id, name } = named[register];
      return sql`select ${register}::text as register, ${id} as id, ${name} as name from ${table}
        where ${id} = any(${sql.param([...ids])}::bigint[])`;
    });
    const rows = await db
      .select({ register: sql<string>`register`, id: sql<number>`id`, name: sql<string>`name` })
      .from(sql`(${sql.join(selects, sql` union all `)}) named`);
    return new Map(rows.map(({ register, id, name }) => [`${register}.${id}`, name]));
  },
);

const companyOf = ({ companies }: Tables, id: PgColumn) =>
  sql`(select coalesce(${companies.name}, '') from (select 1) once left join ${companies} on ${companies.id} = ${id})`;

const row = <T extends PgTable & { id: PgColumn }>(table: T, name: SQL | PgColumn) => ({ table, id: table.id, name });
