import { and, isNotNull, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";

/** Who may be chosen as account owner: whoever works here and has a permission profile. */
export const mayOwnCustomers = (employees: Tables["employees"]) =>
  and(isNull(employees.deactivatedAt), isNotNull(employees.profileId));

/** Whom a viewer may make account owner: anybody, or themselves where they may not make others responsible. */
export const mayMakeOwner = (viewer: Viewer, employeeId: number | null): boolean =>
  viewer.can("assignOthers") || viewer.employeeId === employeeId;

/** Of the people who may own a customer those that a form offers this viewer. @param held who owns it stays on offer */
export const ownersOffered = <Owner extends { id: number }>(
  viewer: Viewer,
  owners: readonly Owner[],
  held: number | null = null,
): Owner[] => owners.filter(({ id }) => id === held || mayMakeOwner(viewer, id));

/** The companies that serve a customer: of one that is yet to come its home, to which others may be added. */
export type Served = { companies: readonly number[]; isNew?: boolean };

/** Whether an employee works in a company that serves the customer, or owners may come from any company. */
export const servesAsOwner = (
  { companies, employees, settings }: Tables,
  { companies: ids, isNew }: Served,
) => sql<boolean>`exists (
  select from ${settings} where ${settings.ownersFromAnyCompany}
    or ${employees.companyId} = any(${sql.param([...ids])}::bigint[])
    or (${isNew ?? false} and ${settings.relateNewCustomers} and exists (
      select from ${companies} where ${companies.id} = ${employees.companyId} and ${companies.disabledAt} is null)))`;

/** The name of the employee a column points to, inside a statement about something else. */
export const employeeName = ({ employees }: Tables, id: SQLWrapper): SQL<string | null> => sql`(
  select concat_ws(' ', ${employees.firstName}, ${employees.lastName}) from ${employees} where ${employees.id} = ${id})`;
