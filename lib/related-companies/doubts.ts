import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { employees, employeeTeams } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { viewersOf } from "@/lib/access/sessions";
import { sightsOf } from "@/lib/access/sight";
import type { Viewer } from "@/lib/access/viewer";
import type { DoubtAbout } from "@/lib/outcome";

type Relation = { customerId: number; companyId: number; ownerId: number | null };

/** People asked about in one statement. */
const atOnce = 200;

/** Those who may open a customer now, among the people to whom a relation may matter: of the company, and its owner's teams. */
export async function peopleSeeing(tx: Transaction, { customerId, companyId, ownerId }: Relation): Promise<Viewer[]> {
  const inOwnersTeam = sql`exists (
    select from ${employeeTeams} mine join ${employeeTeams} owners using (team_id)
    where mine.employee_id = ${employees.id} and owners.employee_id = ${ownerId})`;
  const touched = or(eq(employees.companyId, companyId), eq(employees.id, ownerId ?? 0), inOwnersTeam);
  const found = await tx
    .select({ id: employees.id })
    .from(employees)
    .where(and(isNull(employees.deactivatedAt), touched));
  const people = await viewersOf(found.map(({ id }) => id));
  const seeing: Viewer[] = [];
  for (let first = 0; first < people.length; first += atOnce) {
    const some = people.slice(first, first + atOnce);
    const sights = await sightsOf(some, customerId, tx);
    seeing.push(...some.filter(({ employeeId }) => opens.has(sights.get(employeeId)?.level ?? "none")));
  }
  return seeing;
}

const opens = new Set(["read", "edit"]);
const mostNamed = 8;

/** A doubt that names those who would not see the customer any more. */
export function sightDoubt(before: readonly Viewer[], after: readonly Viewer[]): DoubtAbout[] {
  const still = new Set(after.map(({ employeeId }) => employeeId));
  const losing = before.filter(({ employeeId }) => !still.has(employeeId));
  if (losing.length === 0) return [];
  const names = losing
    .slice(0, mostNamed)
    .map(({ facts }) => facts.name)
    .join(", ");
  const mark = `losesSight:${losing.map(({ employeeId }) => employeeId).join(".")}`;
  const others = Math.max(0, losing.length - mostNamed);
  return [{ mark, key: "losesSight", params: { n: losing.length, names, others } }];
}
