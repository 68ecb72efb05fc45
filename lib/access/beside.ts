import "server-only";
import { db } from "@/db/client";
import type { Transaction } from "./gate";

/** A short write beside a long transaction: others see it at once, and it stays whatever becomes of the long one. */
export function beside<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(work);
}
