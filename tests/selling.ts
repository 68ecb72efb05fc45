import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { salesCases, salesStatuses } from "@/db/schema/index";

/** A sales case as it is stored. */
export async function saleRow(saleId: number): Promise<typeof salesCases.$inferSelect> {
  const [row] = await db.select().from(salesCases).where(eq(salesCases.id, saleId));
  if (!row) throw new Error("no sales case");
  return row;
}

/** The id of a step of selling, by its English name. */
export async function stepNamed(name: string): Promise<number> {
  const [step] = await db.select().from(salesStatuses).where(sql`${salesStatuses.names} ->> 'en' = ${name}`);
  return step?.id ?? 0;
}
