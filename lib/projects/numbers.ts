import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { usedProjectNumbers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";

type Reader = Pick<Transaction, "select">;

const first = 1001;

/** The number the next project would get, after the highest ever given that looks like ours: "P-1001", "P-1002" … */
export async function nextProjectNumber(db: Reader): Promise<string> {
  const { number } = usedProjectNumbers;
  const [highest] = await db
    .select({ next: sql<string | null>`max(substr(${number}, 3)::numeric) + 1` })
    .from(usedProjectNumbers)
    .where(sql`${number} ~ '^P-[0-9]+$'`);
  return `P-${highest?.next && Number(highest.next) > first ? highest.next : first}`;
}

/** The same, taken: whoever numbers another project waits until this one is saved. */
export async function takeProjectNumber(tx: Transaction): Promise<string> {
  await oneByOne(tx);
  return nextProjectNumber(tx);
}

const oneByOne = (tx: Transaction) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('projects.number', 0))`);

/**
 * A number given by hand belongs to one project for good, whoever sees that one, and after it is gone.
 * @param projectId the project that may have it, who may also take back one of its own; null for a new one
 * @throws Invalid beside `number`, with the next free one
 */
export async function checkProjectNumber(tx: Transaction, number: string, projectId: number | null): Promise<void> {
  await oneByOne(tx);
  const [taken] = await tx
    .select({ number: usedProjectNumbers.number })
    .from(usedProjectNumbers)
    .where(and(eq(usedProjectNumbers.number, number), ne(usedProjectNumbers.projectId, projectId ?? 0)));
  if (!taken) return;
  throw new Invalid({ number: { key: "projectNumberTaken", params: { number, next: await nextProjectNumber(tx) } } });
}
