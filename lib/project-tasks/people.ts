import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { openersOf } from "@/lib/access/openers";
import { isCurrent } from "@/lib/access/scopes";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import { askFirst } from "@/lib/outcome";

type Scope = Pick<ReadScope, "viewer" | "tables">;
type Giving = Scope & { tx: Transaction; confirmed: ReadonlySet<string> };

/** Whether an employee manages one of the projects or takes part in it today, as a condition on `tables.employees`. */
export function onProjects({ viewer, tables }: Scope, projectIds: readonly number[]): SQL {
  const ids = sql`any(${sql.param([...projectIds])}::bigint[])`;
  return sql`(exists (select from (select * from ${tables.projects}) p where p.id = ${ids} and p.manager_id = employees.id)
    or exists (select from (select * from ${tables.projectParticipants}) t
      where t.project_id = ${ids} and t.employee_id = employees.id and ${isCurrent("t", viewer.facts.today)}))`;
}

/**
 * Who works on the project may be given a task of it, and oneself; anybody who works here by those who may make others
 * responsible. Whoever has it keeps it. Who may not open the project would never find the task: that is asked about.
 * @throws Invalid beside `assigneeId`
 * @throws Doubt naming somebody who may not open the project
 */
export async function checkAssignee(
  { viewer, tx, tables, confirmed }: Giving,
  { id: projectId, customerId }: { id: number; customerId: number },
  assigneeId: number | null | undefined,
  held: number | null = null,
): Promise<void> {
  if (!assigneeId || assigneeId === held) return;
  const { employees } = tables;
  const near =
    viewer.can("assignOthers") || assigneeId === viewer.employeeId
      ? undefined
      : onProjects({ viewer, tables }, [projectId]);
  const possible = and(eq(employees.id, assigneeId), mayOwnCustomers(employees), near);
  const [given] = await tx
    .select({ name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})` })
    .from(employees)
    .where(possible);
  if (!given) throw new Invalid({ assigneeId: { key: "chooseOption" } });
  const openers = await openersOf([assigneeId], { customerId, projectId, salesCaseId: null }, tx);
  if (openers.has(assigneeId)) return;
  askFirst(confirmed, [
    { mark: `taskHidden:${projectId}:${assigneeId}`, key: "taskHidden", params: { name: given.name } },
  ]);
}
