import "server-only";
import { and, eq } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { anyOf } from "@/lib/any-of";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import type { Visibility } from "./fields";

/** Who may see an order, whole: of role, team and people only what its kind of visibility asks for. */
export type Seen = { visibility: Visibility; roleId: number | null; teamId: number | null; people: number[] };

/** Nobody chosen yet: everyone may see it. */
export const seenByEveryone: Seen = { visibility: "everyone", roleId: null, teamId: null, people: [] };

/**
 * Who may see an order after what a form sends. What was there before may stay, in use or not.
 * @throws Invalid beside the role, team or people that are missing or not to be chosen
 */
export async function seenAfter(tx: Transaction, tables: Tables, before: Seen, input: Partial<Seen>): Promise<Seen> {
  const visibility = input.visibility ?? before.visibility;
  const wish = { ...before, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) };
  const after: Seen = {
    visibility,
    roleId: visibility === "role" ? (wish.roleId ?? before.roleId) : null,
    teamId: visibility === "team" ? (wish.teamId ?? before.teamId) : null,
    people: visibility === "people" ? wish.people : [],
  };
  if (visibility === "role" && after.roleId === null) throw new Invalid({ roleId: { key: "required" } });
  if (visibility === "team" && after.teamId === null) throw new Invalid({ teamId: { key: "required" } });
  if (visibility === "people" && !after.people.length) throw new Invalid({ people: { key: "chooseOne" } });
  const { customerRoles, teams } = tables;
  if (after.roleId !== before.roleId) await checkUsed(tx, customerRoles, after.roleId, "roleId");
  if (after.teamId !== before.teamId) await checkUsed(tx, teams, after.teamId, "teamId");
  const added = after.people.filter((id) => !before.people.includes(id));
  if (!(await areStaff(tx, tables, added))) throw new Invalid({ people: { key: "chooseOption" } });
  return after;
}

async function checkUsed(
  tx: Transaction,
  table: Tables["customerRoles"] | Tables["teams"],
  id: number | null,
  field: "roleId" | "teamId",
): Promise<void> {
  if (id === null) return;
  const [found] = await tx.select({ disabledAt: table.disabledAt }).from(table).where(eq(table.id, id));
  if (!found || found.disabledAt) throw new Invalid({ [field]: { key: "chooseOption" } });
}

/** Whether all of them work here and may be given work. */
export async function areStaff(tx: Transaction, { employees }: Tables, ids: readonly number[]): Promise<boolean> {
  if (!ids.length) return true;
  const found = await tx
    .select({ id: employees.id })
    .from(employees)
    .where(and(anyOf(employees.id, ids), mayOwnCustomers(employees)));
  return found.length === new Set(ids).size;
}

/** Whether the customer of an order is archived, whoever may open it. */
export async function isArchived(tx: Transaction, customerId: number): Promise<boolean> {
  const [row] = await tx.select({ at: customers.archivedAt }).from(customers).where(eq(customers.id, customerId));
  return Boolean(row?.at);
}
