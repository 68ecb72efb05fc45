import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, pools } from "@/db/client";
import { employees, profiles, sessions } from "@/db/schema/index";
import { keepBytes, openFile } from "@/lib/access/blobs";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import { addFiles } from "@/lib/files/commands";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

// Whoever loses a right, or is signed out, while a long file is on its way to them: it breaks off at the next piece.

let we: Cast;
let seller: Viewer;
let fileId: number;
beforeAll(async () => {
  we = await cast();
  const id = we.world.customers.ahola;
  const kept = await keepBytes(we.aino, [Buffer.alloc(1_200_000, "a")].values() as never);
  const files = [{ ...kept, name: "pitkä.txt", mediaType: "text/plain" }].map(({ name, mediaType, sha256, size }) => ({
    ...{ name, mediaType, sha256, size },
  }));
  await done(addFiles, we.aino, { id, files });
  const { rows } = await db.execute<{ id: string }>(sql`select id from files order by id desc limit 1`);
  fileId = Number(rows[0]?.id);
});
beforeEach(async () => {
  await db
    .update(profiles)
    .set({ grants: sql`grants || '{"export": "yes", "customers": "edit"}'`, reach: ["groups", "mine"] })
    .where(eq(profiles.builtIn, "seller"));
  await db.update(employees).set({ deactivatedAt: null });
  seller = await signedIn(we.eetu.employeeId);
});

/** Three thousand rows, which leave in three pieces. */
const numbers = stream("export", "customers.exported", ({ db: reader }) => ({
  query: reader.select({ n: sql<number>`n` }).from(sql`generate_series(1, 3000) n`),
  row: ([n]) => Number(n),
  facts: {},
}));

/** Reads the first piece, then something happens and some time passes, then the rest. @returns how many pieces came */
async function readWhile(pieces: AsyncIterable<unknown>, happens: () => Promise<unknown>): Promise<number> {
  let read = 0;
  for await (const _ of pieces) {
    read += 1;
    if (read > 1) continue;
    await happens();
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  return read;
}

const isSeller = eq(profiles.builtIn, "seller");
const grants = (json: string) =>
  db
    .update(profiles)
    .set({ grants: sql`grants || ${json}::jsonb` })
    .where(isSeller);
const taken = {
  "the right to take files along": () => grants('{"export": "no"}'),
  "the right to see customers": () => grants('{"customers": "none"}'),
  "some of the customers": () =>
    db
      .update(profiles)
      .set({ reach: ["mine"] })
      .where(isSeller),
  "the session": () => db.delete(sessions).where(eq(sessions.employeeId, seller.employeeId)),
  "the work": () => db.update(employees).set({ deactivatedAt: sql`now()` }).where(eq(employees.id, seller.employeeId)),
};
const ended = "its reader may not have it any more";

describe.each(Object.entries(taken))("%s is taken away", (_, take) => {
  test("while an export is on its way: no further row leaves, and its connection is free", async () => {
    await expect(readWhile(await numbers(seller), take)).rejects.toThrow(ended);
    expect(pools.long.totalCount - pools.long.idleCount).toBe(0);
  });

  test("while a file is on its way: it does not come whole", async () => {
    await expect(readWhile((await openFile(seller, fileId)).bytes, take)).rejects.toThrow(ended);
  });
});

test("who keeps what they had, or is given more, gets it all", async () => {
  const more = () => grants('{"sales": "edit"}');
  expect(await readWhile(await numbers(seller), more)).toBe(3);
  expect(await readWhile((await openFile(seller, fileId)).bytes, more)).toBe(3);
});
