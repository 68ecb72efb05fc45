import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { formKeys } from "@/db/schema/index";
import type { Problems } from "@/lib/errors";
import type { Viewer } from "./viewer";

/** A form that an upload address refused: what was typed, and what is wrong with it. */
export type Refusal = { values: Record<string, string>; problems: Problems };

const kind = "refused";

/** Keeps it for the page that shows the form again. @returns the word for that page's address */
export async function keepRefusal(viewer: Viewer, refusal: Refusal): Promise<string> {
  const key = randomUUID();
  await db.insert(formKeys).values({ key, employeeId: viewer.actorId, payload: kind, result: refusal });
  return key;
}

/** A person's own refused form, or null: also once it is a day old. */
export async function refusalAt(viewer: Viewer, key: unknown): Promise<Refusal | null> {
  if (typeof key !== "string" || key.length !== 36) return null;
  const own = and(eq(formKeys.key, key), eq(formKeys.employeeId, viewer.actorId), eq(formKeys.payload, kind));
  const [kept] = await db.select({ result: formKeys.result }).from(formKeys).where(own);
  return (kept?.result as Refusal | undefined) ?? null;
}
