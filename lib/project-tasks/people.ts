import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { isCurrent } from "@/lib/access/scopes";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";

type Scope = Pick<ReadScope, "viewer" | "tables">;

/** Whether an employee manages one of the projects or takes part in it today, as a condition on `tables.employees`. */
export function onProjects({ viewer, tables }: Scope, projectIds: readonly number[]): SQL {
  const ids = sql`any(${sql.param([...projectIds])}::bigint[])`;
  return sql`(exists (select from (select * from ${tables.projects}) p where p.id = ${ids} and p.manager_id = employees.id)
    or exists (select from (select * from ${tables.projectParticipants}) t
      where t.project_id = ${ids} and t.employee_id = employees.id and ${isCurrent("t", viewer.facts.today)}))`;
}

/**
 * Who works on the project may be given a task of it, and oneself; anybody who works here by those who may make others
 * responsible. Whoever has it keeps it.
 * @throws Invalid beside `assigneeId`
 */
export async function checkAssignee(
  { viewer, tx, tables }: Scope & { tx: Transaction },
  projectId: number,
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
  if ((await tx.$count(employees, possible)) === 0) throw new Invalid({ assigneeId: { key: "chooseOption" } });
}
