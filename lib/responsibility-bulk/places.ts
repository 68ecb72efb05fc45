import "server-only";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { inTab } from "@/lib/customers/filter";
import { collationOf } from "@/lib/locale/choice";
import { inMatrix, type MatrixFilter } from "@/lib/matrix/filter";
import type { Place } from "@/lib/responsibilities/plan";
import type { Subject, Tie } from "@/lib/responsibilities/rules";
import { mostCustomers } from "./rules";

export type Scope = Pick<ReadScope, "viewer" | "db" | "tables">;

/** A row of the matrix with what people call it. `customerId` is whose card it stands on. */
export type NamedPlace = Place & { customerId: number; number: string; name: string };

const archivedTab = 2;
const peopleIn = (ids: SQL) =>
  sql<number[]>`array_remove(${ids}, null)`.mapWith((list) => (list as unknown[]).map(Number));

/** The customers that a filter finds, by name; one more than a change may be about. */
export function placesShown({ db, tables, viewer }: Scope, filter: MatrixFilter): Promise<NamedPlace[]> {
  const { listedCustomers: customers } = tables;
  const collation = sql.raw(`collate "${collationOf(viewer.facts.locale ?? "en")}"`);
  return db
    .select(customerPlace(customers))
    .from(customers)
    .where(and(inTab(customers, null), inMatrix(viewer, customers, filter)))
    .orderBy(sql`${customers.name} ${collation}`, asc(customers.id))
    .limit(mostCustomers + 1);
}

/** Rows by their ids or by their numbers, as far as they are open; archived ones too, as they are. */
export function placesBy(
  scope: Scope,
  subject: Subject,
  by: { ids: readonly number[] } | { numbers: readonly string[] },
): Promise<NamedPlace[]> {
  const { db, tables } = scope;
  const { listedCustomers: customers, projects } = tables;
  const row = subject === "customer" ? customers : projects;
  const chosen = "ids" in by ? anyOf(row.id, by.ids) : sql`${row.number} = any(${sql.param([...by.numbers])}::text[])`;
  if (subject === "customer") {
    return db
      .select(customerPlace(customers))
      .from(customers)
      .where(and(chosen, sql`${customers.unmasked}`));
  }
  return db
    .select({
      subject: sql<Subject>`'project'`,
      subjectId: projects.id,
      customerId: projects.customerId,
      number: projects.number,
      name: projects.name,
      owners: peopleIn(sql`array[${projects.managerId}]`),
      isClosed: sql<boolean>`${customers.tab} = ${archivedTab} or ${projects.status} = 'closed'`,
    })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .where(and(chosen, sql`${customers.unmasked}`));
}

const customerPlace = (customers: ReadScope["tables"]["listedCustomers"]) => ({
  subject: sql<Subject>`'customer'`,
  subjectId: customers.id,
  customerId: customers.id,
  number: customers.number,
  name: customers.name,
  owners: peopleIn(sql`array[${customers.homeOwner}, ${customers.ownerId}]`),
  isClosed: sql<boolean>`${customers.tab} = ${archivedTab}`,
});

/** The ties of some rows by row and employee, past and future ones too. @param employees null = of everybody */
export async function tiesHeld(
  { db, tables }: Scope,
  subject: Subject,
  ids: readonly number[],
  employees: readonly number[] | null,
): Promise<Map<number, Map<number, Tie[]>>> {
  const { responsibilities, projectParticipants } = tables;
  const held = new Map<number, Map<number, Tie[]>>();
  const ties = subject === "customer" ? responsibilities : projectParticipants;
  const subjectId = subject === "customer" ? responsibilities.customerId : projectParticipants.projectId;
  const { id, employeeId, roleId, validFrom, validTo, note } = ties;
  const rows = await db
    .select({ subjectId, employeeId, tie: { roleId, validFrom, validTo, note } })
    .from(ties)
    .where(and(anyOf(subjectId, ids), employees ? anyOf(employeeId, employees) : undefined))
    .orderBy(asc(id));
  for (const { subjectId, employeeId, tie } of rows) {
    const row = held.get(subjectId) ?? new Map<number, Tie[]>();
    row.set(employeeId, [...(row.get(employeeId) ?? []), tie]);
    held.set(subjectId, row);
  }
  return held;
}

export type Person = { id: number; name: string; email: string; isActive: boolean };

/** Everybody who works or worked here, by name. */
export function listPersons({ db, tables: { employees }, viewer }: Scope): Promise<Person[]> {
  const collation = sql.raw(`collate "${collationOf(viewer.facts.locale ?? "en")}"`);
  const name = sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`;
  return db
    .select({
      id: employees.id,
      name,
      email: employees.email,
      isActive: sql<boolean>`${employees.deactivatedAt} is null`,
    })
    .from(employees)
    .orderBy(sql`${name} ${collation}`, asc(employees.id));
}

/** Who is in a team and still works here. */
export const membersOf = async ({ db, tables: { employees, employeeTeams } }: Scope, teamId: number) =>
  (
    await db
      .select({ id: employees.id })
      .from(employeeTeams)
      .innerJoin(employees, eq(employees.id, employeeTeams.employeeId))
      .where(and(eq(employeeTeams.teamId, teamId), isNull(employees.deactivatedAt)))
  ).map(({ id }) => id);
