import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { importNumbers, usedNumbers } from "@/db/schema/index";
import { beside } from "@/lib/access/beside";
import type { Transaction } from "@/lib/access/gate";
import { takeNumbers } from "@/lib/numbering/series";
import type { Draft } from "./rules";

/**
 * Running numbers for the drafts that bring none, by line. They are taken for the import beside its transaction, which
 * takes seconds: so nobody who needs a number waits for it. Where the import comes to nothing they are kept for its next
 * attempt, or a death of the process would leave a gap.
 */
export async function runningNumbers(importId: number, drafts: Draft[]): Promise<Map<number, string>> {
  const brought = new Set(drafts.flatMap(({ number }) => number ?? []));
  const groups = Map.groupBy(
    drafts.filter(({ number }) => !number),
    ({ groupId }) => groupId,
  );
  const given = new Map<number, string>();
  for (const [groupId, members] of groups) {
    const wanted = { importId, groupId, count: members.length, brought };
    const numbers = await beside((tx) => keptNumbers(tx, wanted));
    for (const [at, { line }] of members.entries()) given.set(line, numbers[at] ?? "");
  }
  return given;
}

type Wanted = { importId: number; groupId: number | null; count: number; brought: ReadonlySet<string> };

async function keptNumbers(tx: Transaction, { importId, groupId, count, brought }: Wanted): Promise<string[]> {
  const { numbers: list, ...of } = importNumbers;
  const ofGroup = and(eq(of.importId, importId), groupId === null ? isNull(of.groupId) : eq(of.groupId, groupId));
  const [kept] = await tx.select({ numbers: list }).from(importNumbers).where(ofGroup);
  const gone = new Set(brought);
  // Somebody may have brought one of them into the register since.
  const used = tx.select({ number: usedNumbers.number }).from(usedNumbers);
  const among = sql`${usedNumbers.number} = any(${sql.param(kept?.numbers ?? [])}::text[])`;
  if (kept) for (const { number } of await used.where(among)) gone.add(number);
  const numbers = (kept?.numbers ?? []).filter((number) => !gone.has(number));
  const before = numbers.length;
  while (numbers.length < count) {
    const taken = await takeNumbers(tx, groupId, count - numbers.length);
    numbers.push(...taken.filter((number) => !brought.has(number)));
  }
  if (kept && numbers.length > before) await tx.update(importNumbers).set({ numbers }).where(ofGroup);
  if (!kept) await tx.insert(importNumbers).values({ importId, groupId, numbers });
  return numbers;
}

/** As the import comes in, its numbers are those of its customers. */
export async function forgetNumbers(tx: Transaction, importId: number): Promise<void> {
  await tx.delete(importNumbers).where(eq(importNumbers.importId, importId));
}
