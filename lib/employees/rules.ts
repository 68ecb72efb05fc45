import { and, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tables } from "@/lib/access/rows";

/** Who may be chosen as account owner: whoever works here and has a permission profile. */
export const mayOwnCustomers = (employees: Tables["employees"]) =>
  and(isNull(employees.deactivatedAt), isNotNull(employees.profileId));

/** The name of the employee a column points to, inside a statement about something else. */
export const employeeName = ({ employees }: Tables, id: PgColumn): SQL<string | null> => sql`(
  select concat_ws(' ', ${employees.firstName}, ${employees.lastName}) from ${employees} where ${employees.id} = ${id})`;
