import { and, not, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { having } from "@/lib/customers/grouped";
import type { Sought } from "@/lib/list-address";
import { dayAfter } from "@/lib/moments";

/** What a list of customers may ask about roles. */
export type RoleFilter = {
  /** Somebody has the role today; "none" = nobody has. */
  role: Sought;
  /** Somebody has this role today, and nobody in `soon` days. */
  losing: number | null;
};

/** The most projects without a required role that are told of. */
export const mostGaps = 200;

/** Days. */
export const soon = 30;

/** Only of customers whose responsible persons the viewer may see; nothing while roles are not in use. */
export function rolesHeld(
  viewer: Viewer,
  customers: ListedCustomers,
  { role, losing }: RoleFilter,
): (SQL | undefined)[] {
  if (!viewer.uses("roles")) return [];
  const { today } = viewer.facts;
  const held = (ids: readonly number[], day: string) => heldOn(viewer, customers, ids, day);
  return [
    having(role, (ids) => held(ids, today), sql`${customers.unmasked}`),
    losing === null ? undefined : and(held([losing], today), not(held([losing], dayAfter(today, soon)))),
  ];
}

function heldOn(viewer: Viewer, { id }: ListedCustomers, roles: readonly number[], day: string): SQL {
  const { responsibilities: ties } = visibleTables(viewer);
  return sql`${id} in (select ${ties.customerId} from ${ties} where ${anyOf(ties.roleId, roles)} and ${holdsOn(day, ties)})`;
}

/** Whether a tie holds on a day; both its days are inside. */
export const holdsOn = (day: string, { validFrom, validTo }: { validFrom: PgColumn; validTo: PgColumn }): SQL =>
  sql`${day}::date between coalesce(${validFrom}, '-infinity') and coalesce(${validTo}, 'infinity')`;
