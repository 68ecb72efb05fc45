import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import { isCurrent } from "@/lib/access/scopes";
import { Invalid } from "@/lib/errors";
import { absent } from "@/lib/outcome";

type Scope = Pick<ReadScope, "viewer" | "tables">;

/** Whether the viewer takes part in a project today; `projectId` is a column under the name of its table. */
export const takesPart = ({ viewer, tables }: Scope, projectId: SQL): SQL<boolean> => sql<boolean>`exists (
  select from (select * from ${tables.projectParticipants}) t
  where t.project_id = ${projectId} and t.employee_id = ${viewer.employeeId} and ${isCurrent("t", viewer.facts.today)})`;

/**
 * A project in reach for a command about what hangs on it. Its customer stays as it is until the transaction ends.
 * @throws Invalid while the customer is archived
 */
export async function projectInReach({ tx, viewer, tables }: Scope & { tx: Transaction }, id: number) {
  const { projects } = tables;
  const [project] = await tx
    .select({
      id: projects.id,
      customerId: projects.customerId,
      name: projects.name,
      status: projects.status,
      managerId: projects.managerId,
      currency: projects.currency,
      isMember: takesPart({ viewer, tables }, sql`projects.id`),
    })
    .from(projects)
    .where(eq(projects.id, id));
  if (!project) return absent();
  const [customer] = await tx
    .select({ archivedAt: customers.archivedAt })
    .from(customers)
    .where(eq(customers.id, project.customerId))
    .for("share");
  if (!customer || customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
  return project;
}
