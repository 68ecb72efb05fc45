import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { formKeys } from "@/db/schema/index";
import type { Transaction } from "./gate";
import type { Post } from "./post";
import type { Viewer } from "./viewer";

const payloadOf = (command: string, post: Post) => {
  const { id, fields, confirmed, theirs } = post;
  const text = JSON.stringify([command, id, fields, [...confirmed].sort(), [...theirs].sort()]);
  return createHash("sha256").update(text).digest("hex");
};

/**
 * The result of the same form carried out before, if there is one. Two posts at once wait for each other here.
 * A corrected form, or one edited after Back, has another payload and counts as new.
 */
export async function rememberedResult<Result>(
  tx: Transaction,
  viewer: Viewer,
  command: string,
  post: Post,
): Promise<Result | null> {
  if (!post.formKey) return null;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${post.formKey}, 0))`);
  const [known] = await tx
    .select({ result: formKeys.result })
    .from(formKeys)
    .where(
      and(
        eq(formKeys.key, post.formKey),
        eq(formKeys.employeeId, viewer.employeeId),
        eq(formKeys.payload, payloadOf(command, post)),
        sql`${formKeys.createdAt} > now() - interval '24 hours'`,
      ),
    );
  return (known?.result as Result | undefined) ?? null;
}

export async function rememberResult(
  tx: Transaction,
  viewer: Viewer,
  command: string,
  post: Post,
  result: unknown,
): Promise<void> {
  if (!post.formKey) return;
  const line = { payload: payloadOf(command, post), result, createdAt: sql`now()` };
  await tx
    .insert(formKeys)
    .values({ key: post.formKey, employeeId: viewer.employeeId, ...line })
    .onConflictDoUpdate({ target: formKeys.key, set: line, setWhere: eq(formKeys.employeeId, viewer.employeeId) });
}
