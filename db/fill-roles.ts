import type { EmployeeRole } from "./organisation.ts";
import type { customerRoles, projectRoles } from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

/** In the order in which they are given. */
export async function insertRoles(
  tx: Transaction,
  table: typeof customerRoles | typeof projectRoles,
  roles: Record<string, EmployeeRole>,
): Promise<Written> {
  const rows = Object.values(roles).map((role, place) => ({ ...role, position: place + 1 }));
  const saved = await tx.insert(table).values(rows).returning({ id: table.id });
  return new Written(Object.keys(roles), saved);
}
