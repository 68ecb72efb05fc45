import { and, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { wanted } from "@/lib/contact-register/filter";
import type { CustomField } from "@/lib/custom-fields/rules";
import { inTab, matching } from "@/lib/customers/filter";
import { inGrouping } from "@/lib/groupings/filter";
import { isMoney } from "./columns";
import type { ContactReport, CustomerReport, Report } from "./filter";
import { contactKeys, customerKeys, type Keys } from "./keys";
import { isMany, type Key, valueIn } from "./rules";

export type Words = { locale: Locale; fields: readonly CustomField[] };

/** More lines, or columns, are counted together as the rest. */
const mostLines = 200;
const mostColumns = 12;

const name = (word: string) => sql.raw(word);
export const pairs = name("pairs");
const lines = name("lines");
const columns = name("columns_of");
export const cells = name("cells");

/** What is counted: a table of the viewer's, the rows of it that are asked for, and whether a row's owner is open. */
function countedBy(scope: ReadScope, report: Report) {
  const { listedContacts: contacts, listedCustomers: customers } = scope.tables;
  return report.about === "contacts"
    ? { table: contacts, where: wanted(contacts, report.filter) }
    : { table: customers, where: customersAsked(scope, report) };
}

/** The customers a report is about, as a condition on `tables.listedCustomers`. Those of basic sight are never counted. */
export function customersAsked(scope: ReadScope, report: CustomerReport): SQL | undefined {
  const { viewer, tables } = scope;
  const { listedCustomers: customers } = tables;
  const { day, filter, grouping } = report;
  const today = and(
    inStage(report, scope),
    inGrouping(viewer, customers, grouping),
    matching(viewer, customers, filter),
  );
  return and(sql`${customers.full}`, day ? customersThen(scope, { ...report, day }) : today);
}

function inStage({ stage }: CustomerReport, { tables: { listedCustomers: customers } }: ReadScope): SQL {
  if (stage === "all") return sql`${customers.tab} <= 2`;
  return inTab(customers, stage === "inUse" ? null : stage);
}

/** There on that day and not archived by the end of it, in the group asked for on that day. */
function customersThen(scope: ReadScope, { day, filter, grouping }: CustomerReport & { day: string }): SQL | undefined {
  const { viewer, tables } = scope;
  const { groupMemberships: past, listedCustomers: customers } = tables;
  const onDay = (moment: SQL) => sql`(${moment} at time zone ${viewer.facts.timeZone})::date`;
  const asked = grouping?.kind === "group" ? grouping.id : filter.group;
  const held = sql`(select ${past.customerId} from ${past}
    where ${day}::date between ${past.validFrom} and coalesce(${past.validTo}, 'infinity')
      and ${asked === "none" ? sql`true` : sql`${past.groupId} = ${asked}`})`;
  const inGroup = {
    none: sql`${customers.unmasked} and ${customers.id} not in ${held}`,
    one: sql`${customers.id} in ${held}`,
  };
  return and(
    sql`${onDay(sql`${customers.createdAt}`)} <= ${day}::date`,
    sql`(${customers.archivedAt} is null or ${onDay(sql`${customers.archivedAt}`)} > ${day}::date)`,
    asked === null ? undefined : asked === "none" ? inGroup.none : inGroup.one,
    inGrouping(viewer, customers, grouping?.kind === "group" ? null : grouping),
    matching(viewer, customers, { ...filter, group: null }),
  );
}

type Side = { keys: Keys; many: boolean; most: number };

function sidesOf(scope: ReadScope, report: Report, words: Words): { line: Side; column: Side | null } {
  const side = (by: string | null, most: number): Side | null => {
    if (!by) return null;
    const keys =
      report.about === "contacts"
        ? contactKeys(scope, by as ContactReport["by"], words)
        : customerKeys(scope, by as CustomerReport["by"], report, words);
    const kind = words.fields.find(({ id }) => by === `custom.${id}`)?.kind;
    return { keys, many: isMany(by as Report["by"], kind), most: Math.min(keys.most ?? most, most) };
  };
  const line = side(report.by, mostLines);
  if (!line) throw new Error("a report counts by something");
  return { line, column: side(report.across, mostColumns) };
}

/** Who is counted, once for each line and column: id, revenue, line, col. Every key stands for itself here. */
function pairsOf(scope: ReadScope, report: Report, { line, column }: ReturnType<typeof sidesOf>): SQL {
  const { table, where } = countedBy(scope, report);
  const revenue = report.about === "customers" && report.columns.includes("annualRevenue");
  return sql`select ${table.id} as id,
      ${revenue ? scope.tables.listedCustomers.annualRevenue : sql`null::numeric`} as revenue,
      ${keyIn(line, "l", table.unmasked)} as line, ${column ? keyIn(column, "c", table.unmasked) : sql`''`} as col
    from ${table} ${joined(line, "l")} ${column ? joined(column, "c") : sql``} where ${where}`;
}

/**
 * `with` parts that end in `cells`: the pairs (id, line, col), small lines and columns gathered in "rest", where everyone
 * still stands once. To be told apart costs time, so only those gathered are.
 */
export function cellsOf(scope: ReadScope, report: Report, words: Words) {
  const sides = sidesOf(scope, report, words);
  const { line, column } = sides;
  const ranked = (key: SQL, most: number) => sql`select *, place <= ${most} or key in ('none', 'hidden') as kept from (
    select ${key} as key, row_number() over (order by ${key} in ('none', 'hidden'), count(*) desc, ${key}) as place
    from ${pairs} group by ${key}) ranked`;
  const col = column ? sql`case when columns_of.kept then col else 'rest' end` : sql`col`;
  const placed = sql`from ${pairs} join ${lines} on lines.key = line ${column ? sql`join ${columns} on columns_of.key = col` : sql``}`;
  const kept = column ? sql`lines.kept and columns_of.kept` : sql`lines.kept`;
  return {
    line,
    column,
    parts: sql`${pairs} as materialized (${pairsOf(scope, report, sides)}),
    ${lines} as (${ranked(name("line"), line.most)}),
    ${columns} as (${ranked(name("col"), column?.most ?? 1)}),
    ${cells} as (
      select id, line, col ${placed} where ${kept}
      union all
      select distinct id, case when lines.kept then line else 'rest' end, ${col} ${placed} where not (${kept}))`,
  };
}

function joined({ keys }: Side, as: string): SQL {
  const alias = name(as);
  if ("links" in keys) return sql`left join (${keys.links}) ${alias} on ${alias}.owner = ${keys.owner}`;
  return "each" in keys ? sql`left join lateral (${keys.each}) ${alias} on true` : sql``;
}

function keyIn({ keys }: Side, as: string, unmasked: { getSQL(): SQL }): SQL {
  const key = "key" in keys ? keys.key : name(`${as}.key`);
  const none = keys.masked ? sql`case when ${unmasked} then 'none' else 'hidden' end` : sql`'none'`;
  return sql`coalesce('v.' || (${key}), ${none})`;
}

/** The ids of the customers or contacts behind a line, a column or both, in brackets. */
export function idsBehind(
  scope: ReadScope,
  report: Report,
  words: Words,
  at: { line: Key | null; column: Key | null },
) {
  const isLine = at.line ? sql`line = ${at.line}` : sql`true`;
  const isColumn = at.column && report.across ? sql`col = ${at.column}` : sql`true`;
  if (at.line !== "rest" && at.column !== "rest") {
    const all = pairsOf(scope, report, sidesOf(scope, report, words));
    return sql`(select id from (${all}) pairs where ${isLine} and ${isColumn})`;
  }
  const { parts } = cellsOf(scope, report, words);
  return sql`(with ${parts} select id from ${cells} where ${isLine} and ${isColumn})`;
}

/** The names of the line and the column that a list is about, where the database has them. */
export function namesOfPlace(scope: ReadScope, report: Report, words: Words) {
  const { line, column } = sidesOf(scope, report, words);
  const nameIn = (side: Side | null, key: Key | null) => {
    const value = key && valueIn(key);
    const isId = value !== null && /^[1-9]\d{0,14}$/.test(value);
    return sql<string | null>`${isId && side?.keys.label ? side.keys.label(sql`${value}`) : sql`null::text`}`;
  };
  return { lineName: nameIn(line, report.line), columnName: nameIn(column, report.column) };
}

/** The sums of money a report of customers shows. */
export const sumsOf = (report: Report) => (report.about === "customers" ? report.columns.filter(isMoney) : []);
