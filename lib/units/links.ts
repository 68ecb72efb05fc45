import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { Invalid } from "@/lib/errors";

/**
 * A customer below which another may be placed: in reach and in use.
 * @throws Invalid beside `parentId`
 */
export async function checkMainUnit(
  tx: Transaction,
  { customers }: Pick<Tables, "customers">,
  parentId: number,
): Promise<void> {
  const [found] = await tx
    .select({ archivedAt: customers.archivedAt })
    .from(customers)
    .where(eq(customers.id, parentId));
  if (!found || found.archivedAt) throw new Invalid({ parentId: { key: "chooseOption" } });
}
