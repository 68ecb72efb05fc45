import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { customers, projects, salesCases } from "@/db/schema/index";
import { customersInReach, projectsOpen, type Rows, salesCasesOpen } from "./scopes";
import { viewersOf } from "./sessions";

/** What of a customer something stands at. */
export type Place = { customerId: number; projectId: number | null; salesCaseId: number | null };

/**
 * Which of these employees may open a place: the very conditions that cut their rows, asked about this one customer,
 * project and sales case. Who has left opens nothing. Two statements.
 * @param reader a transaction, where it has changed what they see
 */
export async function openersOf(
  employeeIds: readonly number[],
  place: Place,
  reader: Pick<typeof db, "select"> = db,
): Promise<Set<number>> {
  const people = employeeIds.length ? await viewersOf(employeeIds) : [];
  if (!people.length) return new Set();
  const columns = people.map((person) => {
    const parts = [
      sql`coalesce((${customersInReach(person) ?? sql`true`}), false)`,
      ...(place.projectId ? [opens(projects, place.projectId, projectsOpen(person))] : []),
      ...(place.salesCaseId ? [opens(salesCases, place.salesCaseId, salesCasesOpen(person))] : []),
    ];
    return [String(person.employeeId), sql<boolean>`(${sql.join(parts, sql` and `)})`] as const;
  });
  const [row] = await reader
    .select(Object.fromEntries(columns))
    .from(customers)
    .where(eq(customers.id, place.customerId));
  return new Set(people.map(({ employeeId }) => employeeId).filter((id) => row?.[id]));
}

const opens = (table: PgTable & { id: PgColumn }, id: number, rows: ReturnType<Rows>): SQL =>
  sql`exists (select from ${table} where ${table.id} = ${id} and ${rows ?? sql`true`})`;
