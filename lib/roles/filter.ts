import { and, not, sql } from "drizzle-orm";
import { roleHeld } from "@/lib/access/held-roles";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import type { Viewer } from "@/lib/access/viewer";
import { having } from "@/lib/customers/grouped";
import type { Sought } from "@/lib/list-address";
import { afterSoon } from "@/lib/responsibilities/rules";

/** What a list of customers may ask about roles. */
export type RoleFilter = {
  /** Somebody has the role today; "none" = nobody has. */
  role: Sought;
  /** Somebody has this role today, and nobody `afterSoon`. */
  losing: number | null;
};

/** The most projects without a required role that are told of. */
export const mostGaps = 200;

/** Only of customers whose responsible persons the viewer may see; nothing while roles are not in use. */
export function rolesHeld(viewer: Viewer, { id, unmasked }: ListedCustomers, { role, losing }: RoleFilter) {
  const isAsked = role.ids.length > 0 || losing !== null;
  if (!isAsked || !viewer.uses("roles")) return [];
  const { today } = viewer.facts;
  return [
    sql`${unmasked}`,
    having(role, (ids) => roleHeld(id, ids, today)),
    losing === null ? undefined : and(roleHeld(id, [losing], today), not(roleHeld(id, [losing], afterSoon(today)))),
  ];
}
