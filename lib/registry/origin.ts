import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { keptRecord } from "./answers";
import type { RegistryRecord } from "./rules";

/** What a register said of a business, and when. */
export type Origin = { register: string; record: RegistryRecord; fetchedAt: Date };

/**
 * What the register that filled in a form says of the business that is saved with it: from the answer of the day, not
 * from the form.
 * @returns null where that answer is gone, is about another business, or is not for the viewer
 */
export async function originOf(tx: Transaction, tables: Tables, register: string, businessId: string | null) {
  const { registryAnswers: answers } = tables;
  const isThis = and(eq(answers.register, register), eq(answers.question, `id:${businessId}`));
  const [kept] = await tx
    .select({ answer: answers.answer, fetchedAt: answers.fetchedAt })
    .from(answers)
    .where(and(isThis, gt(answers.expiresAt, sql`now()`)));
  const record = keptRecord.safeParse(kept?.answer).data?.record;
  return kept && record ? ({ register, record, fetchedAt: kept.fetchedAt } satisfies Origin) : null;
}
