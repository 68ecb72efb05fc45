import { and, asc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { wanted } from "@/lib/contact-register/filter";
import { namesInColumns } from "@/lib/customers/columns";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import { customersAsked, idsBehind, namesOfPlace, type Words } from "./cells";
import { isMoney, type PlainColumn, type ReportColumn, resultsIn } from "./columns";
import type { ContactReport, CustomerReport } from "./filter";
import { resultsByCustomer } from "./results";
import { idIn, type ResultColumn } from "./rules";

export const pageSize = 50;

/** An amount in its currency, as a decimal. */
export type Amount = { currency: string; amount: string };

/**
 * The customers behind a report, or behind one line and column of it.
 * @param limited one page; else all of them, for a file
 */
export function customerRows(scope: ReadScope, report: CustomerReport, words: Words, limited: boolean) {
  const { listedCustomers: customers } = scope.tables;
  const collation = sql.raw(`collate "${collationOf(words.locale)}"`);
  const values = valuesOf(scope, report, words);
  const where = and(
    customersAsked(scope, report),
    report.line || report.column ? sql`${customers.id} in ${idsBehind(scope, report, words, report)}` : undefined,
  );
  const name = sql`${customers.name} ${collation}`;
  const order = [...orderOf(report, values, words), asc(name), asc(customers.id)];
  const asked = resultsIn(report.columns);
  const ordering = asked.filter((column) => column === report.order);
  const isThis = (id: SQL) => sql`${id} = ${customers.id}`;
  const all = scope.db
    .select({ id: customers.id, total: sql<number>`count(*) over ()`.mapWith(Number).as("total") })
    .from(customers)
    .leftJoin(sql`(${resultsByCustomer(scope, ordering)}) results`, sql`results.customer_id = ${customers.id}`)
    .where(where)
    .orderBy(...order);
  const page = limited
    ? all
        .limit(pageSize)
        .offset((report.page - 1) * pageSize)
        .as("page")
    : all.as("page");
  return scope.db
    .select({
      id: customers.id,
      name: customers.name,
      number: customers.number,
      total: page.total,
      ...namesOfPlace(scope, report, words),
      ...Object.fromEntries(report.columns.map((column) => [column, values[column] ?? sql`null`])),
    })
    .from(page)
    .innerJoin(customers, sql`${customers.id} = ${page.id}`)
    .leftJoinLateral(
      // Of a page row by row, of a whole file all at once.
      sql`(select r.* from (${resultsByCustomer(scope, asked, limited ? isThis : undefined)}) r
        where r.customer_id = ${customers.id}) results`,
      sql`true`,
    )
    .orderBy(...order);
}

/** What stands in each column, in the order they can be sorted by. */
function valuesOf({ tables, viewer }: ReadScope, report: CustomerReport, words: Words): Record<string, SQLWrapper> {
  const { locale, fields } = words;
  const { companyGroups, customerSegments, customerTypes, employees, groups, listedCustomers: customers } = tables;
  const { segments, specialGroupMembers, specialGroups } = tables;
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const added = (["company", "team", "customerTeam", "tags", "mainUnit"] as const).filter((column) =>
    report.columns.includes(column),
  );
  const plain: Record<PlainColumn, SQLWrapper> = {
    ...namesInColumns(tables, customers, added, locale),
    stage: customers.tab,
    types: sql`array(select ${nameIn(customerTypes.names, locale)} from ${customerTypes}
      where ${customerTypes.id} = any(${customers.typeIds}) order by ${customerTypes.position}, ${customerTypes.id})`,
    group: sql`(select ${groups.name} from ${groups} where ${groups.id} = ${customers.groupId})`,
    specialGroups: sql`array(select ${specialGroups.name} from ${specialGroups} join ${specialGroupMembers}
      on ${specialGroupMembers.specialGroupId} = ${specialGroups.id}
      where ${specialGroupMembers.customerId} = ${customers.id} order by ${specialGroups.name} ${collation})`,
    companyGroup: sql`(select ${companyGroups.name} from ${companyGroups} where ${companyGroups.id} = ${customers.companyGroupId})`,
    segments: sql`array(select ${segments.name} from ${segments} join ${customerSegments}
      on ${customerSegments.segmentId} = ${segments.id}
      where ${customerSegments.customerId} = ${customers.id} order by ${segments.name} ${collation})`,
    owner: sql`(select nullif(concat_ws(' ', ${employees.firstName}, ${employees.lastName}), '')
      from ${employees} where ${employees.id} = ${customers.ownerId})`,
    city: customers.city,
    country: customers.country,
    industry: customers.industryCode,
    businessId: customers.businessId,
    email: customers.email,
    phone: customers.phone,
    staff: customers.staff,
    created: customers.createdAt,
    updated: customers.updatedAt,
  };
  const own = fields.map(({ id }) => [`custom.${id}`, sql`${customers.custom} -> ${String(id)}`]);
  return { ...plain, ...Object.fromEntries(own), ...moneyOf({ tables, viewer }) };
}

/** Lists of amounts: a customer may have several currencies. */
function moneyOf({ tables, viewer }: Pick<ReadScope, "tables" | "viewer">): Record<string, SQL> {
  const { billing, listedCustomers: customers, salesCases, salesStatuses } = tables;
  const sales = (amount: SQL) => sql`(
    select jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount::text) order by currency) from (
      select ${salesCases.currency} as currency, sum(${amount}) as amount
      from ${salesCases} join ${salesStatuses} on ${salesStatuses.id} = ${salesCases.statusId}
      where ${salesCases.customerId} = ${customers.id} and ${salesStatuses.state} = 'inProgress'
        and ${salesCases.expectedValue} is not null
      group by ${salesCases.currency}) sums)`;
  const result = (
    column: ResultColumn,
  ) => sql`case when results.${sql.identifier(column)} is not null then jsonb_build_array(
    jsonb_build_object('currency', ${viewer.facts.currency}::text, 'amount', results.${sql.identifier(column)}::text)) end`;
  return {
    billedYear: result("billedYear"),
    billedLastYear: result("billedLastYear"),
    marginYear: result("marginYear"),
    annualRevenue: sql`case when ${customers.annualRevenue} is not null then
      jsonb_build_array(jsonb_build_object('currency', 'EUR', 'amount', ${customers.annualRevenue}::text)) end`,
    creditLimit: sql`(select jsonb_build_array(jsonb_build_object('currency', ${limitCurrency(tables)}, 'amount', ${billing.creditLimit}::text))
      from ${billing} where ${billing.customerId} = ${customers.id} and ${billing.companyId} is null and ${billing.creditLimit} is not null)`,
    openSales: sales(sql`${salesCases.expectedValue}`),
    weightedSales: sales(sql`round(${salesCases.expectedValue} * ${salesCases.probability} / 100, 2)`),
  };
}

/** In what a customer is invoiced: as its own terms say, else its group's, else the organisation's. */
export function limitCurrency({ billing, listedCustomers: customers }: ReadScope["tables"]): SQL {
  const wider = sql`(select ${billing.groupId} as of_group, ${billing.currency} as currency
    from ${billing} where ${billing.customerId} is null)`;
  return sql`coalesce(${billing.currency}, (
    select wider.currency from ${wider} wider where wider.of_group = ${customers.groupId}), (
    select wider.currency from ${wider} wider where wider.of_group is null), 'EUR')::text`;
}

function orderOf(
  { columns, order, descending }: CustomerReport,
  values: Record<string, SQLWrapper>,
  { locale, fields }: Words,
): SQL[] {
  // By what it shows alone: an order by anything else would tell of it.
  const value = columns.some((column) => column === order) ? values[order ?? ""] : undefined;
  const kind = fields.find(({ id }) => id === idIn(order ?? "", "custom"))?.kind;
  const way = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  if (order === "number") return [sql`number collate natural_number ${way}`];
  if (!value) return descending ? [sql`name ${collation} desc`] : [];
  if (kind === "number" || kind === "money") return [sql`(${value} #>> '{}')::numeric ${way}`];
  if (kind) return [sql`(${value} #>> '{}') ${collation} ${way}`];
  return isMoney(order as ReportColumn) ? [sql`(${value} #>> '{0,amount}')::numeric ${way}`] : [sql`${value} ${way}`];
}

/** The contacts behind a report of contacts, or behind one line and column of it. */
export function contactRows(scope: ReadScope, report: ContactReport, words: Words, limited: boolean) {
  const { listedContacts: contacts } = scope.tables;
  const collation = sql.raw(`collate "${collationOf(words.locale)}"`);
  const where = and(
    wanted(contacts, report.filter),
    report.line || report.column ? sql`${contacts.id} in ${idsBehind(scope, report, words, report)}` : undefined,
  );
  const rows = scope.db
    .select({
      id: contacts.id,
      total: sql<number>`count(*) over ()`.mapWith(Number),
      ...namesOfPlace(scope, report, words),
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      title: contacts.title,
      customerId: contacts.customerId,
      customer: contacts.customerName,
      email: contacts.email,
      phone: sql<string | null>`coalesce(${contacts.phoneRaw}, ${contacts.phone})`,
      language: contacts.language,
    })
    .from(contacts)
    .where(where)
    .orderBy(sql`${contacts.sortName} ${collation}`, asc(contacts.id));
  return limited ? rows.limit(pageSize).offset((report.page - 1) * pageSize) : rows;
}
