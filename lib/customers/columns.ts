import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import type { TagColour } from "@/lib/registers/rules";
import { type CustomerColumn, customerColumns } from "./filter";

/**
 * What stands in the columns that a person may add to the list: names, in order. Those not asked for are empty, and so
 * are those of a customer whose team and tags are hidden from the viewer.
 * @param wanted the columns asked for
 */
export function namesInColumns(
  { companies, employees, employeeTeams, tags, teams }: Tables,
  customers: ListedCustomers,
  wanted: readonly CustomerColumn[],
  locale: Locale,
): Record<CustomerColumn, SQL<string[]>> {
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  const names: Record<CustomerColumn, SQL<string[]>> = {
    company: sql`array(select c.name from ${companies} c where c.id = ${customers.companyId})`,
    team: sql`array(select t.name from ${employeeTeams} m join ${teams} t on t.id = m.team_id
      where m.employee_id = ${customers.ownerId} order by t.name ${collation})`,
    customerTeam: sql`array(select concat_ws(' ', p.first_name, p.last_name) from ${employees} p
      where p.id = any(${customers.teamIds}) order by p.last_name ${collation}, p.first_name, p.id)`,
    mainUnit: sql`array_remove(array[${customers.mainUnitName}], null)`,
    companyForm: sql`array_remove(array[${customers.companyForm}], null)`,
    businessStatus: sql`array_remove(array[${customers.businessStatus}], null)`,
    tags: sql`array(select g.name from ${tags} g where g.id = any(${customers.tagIds}) order by g.name ${collation})`,
  };
  const none = sql<string[]>`'{}'::text[]`;
  return Object.fromEntries(
    customerColumns.map((column) => [column, wanted.includes(column) ? names[column] : none]),
  ) as typeof names;
}

/** The colours of the tags in their column, in the same order. */
export function coloursInColumns(
  { tags }: Tables,
  { tagIds }: ListedCustomers,
  wanted: readonly CustomerColumn[],
  locale: Locale,
) {
  if (!wanted.includes("tags")) return sql<TagColour[]>`'{}'::text[]`;
  const collation = sql.raw(`collate "${collationOf(locale)}"`);
  return sql<TagColour[]>`array(
    select g.colour from ${tags} g where g.id = any(${tagIds}) order by g.name ${collation})`;
}
