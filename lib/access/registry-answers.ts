import "server-only";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { registryAnswers } from "@/db/schema/index";

type KeptAnswer = { answer: unknown; fetchedAt: Date };

/** What a register has answered to this question and may still be told; null = it must be asked. */
export async function keptAnswer(register: string, question: string): Promise<KeptAnswer | null> {
  const { answer, expiresAt, fetchedAt } = registryAnswers;
  const isThis = and(eq(registryAnswers.register, register), eq(registryAnswers.question, question));
  const [row] = await db
    .select({ answer, fetchedAt })
    .from(registryAnswers)
    .where(and(isThis, gt(expiresAt, sql`now()`)));
  return row ?? null;
}

/** Keeps an answer for a day, in place of an earlier one. It is public data of a business: nobody's in particular. */
export async function keepAnswer(register: string, question: string, answer: unknown): Promise<void> {
  const [fetchedAt, expiresAt] = [sql`now()`, sql`now() + interval '1 day'`];
  await db
    .insert(registryAnswers)
    .values({ register, question, answer, fetchedAt, expiresAt })
    .onConflictDoUpdate({
      target: [registryAnswers.register, registryAnswers.question],
      set: { answer, fetchedAt, expiresAt },
    });
}

export async function forgetOldAnswers(): Promise<void> {
  await db.delete(registryAnswers).where(lt(registryAnswers.expiresAt, sql`now()`));
}
