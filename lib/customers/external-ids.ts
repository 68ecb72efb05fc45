import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { customerExternalIds as held } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { type ExternalField, externalFields } from "./fields";

type Given = Partial<Record<ExternalField, string | null>>;
type Change = (field: string, before: unknown, after: unknown) => void;

/**
 * Keeps the ids by which outside systems know a customer. What is not given stays.
 * @throws Invalid where another customer has the id in that system
 */
export async function saveExternalIds(tx: Transaction, customerId: number, given: Given, change: Change) {
  for (const field of Object.keys(externalFields) as ExternalField[]) {
    const value = given[field];
    const integration = externalFields[field];
    if (value === undefined) continue;
    const own = and(eq(held.customerId, customerId), eq(held.integration, integration));
    const [before = { value: null }] = await tx.select({ value: held.value }).from(held).where(own);
    if (before.value === value) continue;
    if (value !== null) {
      const same = and(eq(held.integration, integration), eq(held.value, value), ne(held.customerId, customerId));
      if (await tx.$count(held, same)) throw new Invalid({ [field]: { key: "externalIdTaken" } });
    }
    await tx.delete(held).where(own);
    if (value !== null) await tx.insert(held).values({ customerId, integration, value });
    change(field, before.value, value);
  }
}
