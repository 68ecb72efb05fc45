import "server-only";
import { createHash } from "node:crypto";
import { and, eq, getTableName, inArray, lt, notExists, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { blobChunks, blobs, files } from "@/db/schema/index";
import { Invalid } from "@/lib/errors";
import { mostBytes, quotaBytes } from "@/lib/files/rules";
import { eyesOf, record, whoAsks } from "./audit";
import { demand } from "./gate";
import { outOfReach } from "./refused";
import { visibleTables } from "./rows";
import { deleteObject, getObject, isS3InUse, putObject } from "./s3";
import type { Viewer } from "./viewer";
import { whileAllowed } from "./while-allowed";

/** What an upload or a download holds in memory at a time. */
const chunkBytes = 512 * 1024;

type Store = (typeof blobs.$inferSelect)["store"];
type Blob = { id: number; store: Store; size: number; sha256: string };

const objectName = (blobId: number, place: number) => `${blobId}/${place}`;

/** Where chunks are kept. Each is its own row or object, so their length is known before they are sent. */
const stores: Record<
  Store,
  { put: (id: number, place: number, bytes: Buffer) => Promise<unknown>; get: typeof storedChunk }
> = {
  database: { put: (blobId, place, bytes) => db.insert(blobChunks).values({ blobId, place, bytes }), get: storedChunk },
  s3: {
    put: (id, place, bytes) => putObject(objectName(id, place), bytes),
    get: (id, place) => getObject(objectName(id, place)),
  },
};

/** As base64: `pg` reads every answer as text of UTF-8, which harms plain bytes, and the usual text of them is longer. */
async function storedChunk(blobId: number, place: number): Promise<Buffer | null> {
  const [chunk] = await db
    .select({ bytes: sql<string>`encode(${blobChunks.bytes}, 'base64')` })
    .from(blobChunks)
    .where(and(eq(blobChunks.blobId, blobId), eq(blobChunks.place, place)));
  return chunk ? Buffer.from(chunk.bytes, "base64") : null;
}

/**
 * Keeps bytes as they arrive. They are nobody's until a command makes a file of them.
 * @throws Invalid when the organisation's space is used up, and whatever the source throws; then nothing is kept
 */
async function keep(viewer: Viewer, source: AsyncIterable<Uint8Array>): Promise<Blob> {
  demand(viewer, "customers.edit");
  if (viewer.facts.viewedBy) throw new Invalid({ file: { key: "viewingAs" } });
  const store = isS3InUse() ? "s3" : "database";
  const [blob] = await db.insert(blobs).values({ store }).returning({ id: blobs.id });
  if (!blob) throw new Error("no blob");
  try {
    const hash = createHash("sha256");
    let size = 0;
    let place = 0;
    for await (const chunk of chunksOf(source)) {
      hash.update(chunk);
      size += chunk.length;
      await stores[store].put(blob.id, place++, chunk);
    }
    const sha256 = hash.digest("hex");
    await db.update(blobs).set({ sha256, size, completedAt: sql`now()` }).where(eq(blobs.id, blob.id));
    await checkQuota();
    return { id: blob.id, store, size, sha256 };
  } catch (error) {
    await remove([{ id: blob.id, store }]);
    throw error;
  }
}

export const keepBytes = Object.assign(keep, { permission: "customers.edit" as const });

/** Pieces of any size as chunks of one size. A chunk is filled again once the next one is asked for. */
async function* chunksOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(chunkBytes);
  let filled = 0;
  for await (const piece of source) {
    for (let read = 0; read < piece.length; ) {
      const part = piece.subarray(read, read + chunkBytes - filled);
      chunk.set(part, filled);
      filled += part.length;
      read += part.length;
      if (filled < chunkBytes) continue;
      yield chunk;
      filled = 0;
    }
  }
  if (filled) yield chunk.subarray(0, filled);
}

async function checkQuota(): Promise<void> {
  const [used] = await db.select({ size: sql<number>`coalesce(sum(${blobs.size}), 0)`.mapWith(Number) }).from(blobs);
  if (used && used.size > quotaBytes()) throw new Invalid({ file: { key: "filesFull" } });
}

/** Gives back what a refused form brought. */
export async function giveBack(kept: readonly Pick<Blob, "id" | "store">[]): Promise<void> {
  if (!kept.length) return;
  const ids = inArray(
    blobs.id,
    kept.map(({ id }) => id),
  );
  await remove(await db.select({ id: blobs.id, store: blobs.store }).from(blobs).where(and(ids, unused())));
}

/** Removes the bytes of files that are gone, and of uploads that broke off more than an hour ago. */
export async function tidyBlobs(): Promise<void> {
  const old = lt(blobs.createdAt, sql`now() - interval '1 hour'`);
  await remove(await db.select({ id: blobs.id, store: blobs.store }).from(blobs).where(and(old, unused())));
}

const unused = () => notExists(db.select({ id: files.id }).from(files).where(eq(files.blobId, blobs.id)));

async function remove(gone: readonly Pick<Blob, "id" | "store">[]): Promise<void> {
  for (const { id, store } of gone) {
    if (store === "s3") {
      for (let place = 0; place * chunkBytes < mostBytes; place++) await deleteObject(objectName(id, place));
    }
    await db.delete(blobs).where(eq(blobs.id, id));
  }
}

/** A file ready to be sent: `bytes` ends with an error, and never with all of them, when they are not what was stored. */
export type OpenedFile = { name: string; mediaType: string | null; size: number; bytes: AsyncGenerator<Buffer> };

/** The bytes of a file within the viewer's sight. Every download is logged before its first byte. */
async function open(viewer: Viewer, fileId: number): Promise<OpenedFile> {
  demand(viewer, "customers.read");
  const { files: seen } = visibleTables(viewer);
  const [file] = await db
    .select({
      customerId: seen.customerId,
      name: seen.name,
      mediaType: seen.mediaType,
      version: seen.version,
      blob: { id: blobs.id, store: blobs.store, size: blobs.size, sha256: blobs.sha256 },
    })
    .from(seen)
    .innerJoin(blobs, eq(blobs.id, seen.blobId))
    .where(eq(seen.id, fileId));
  if (!file) return outOfReach(viewer, "files", fileId);
  await record(db, {
    ...whoAsks(viewer),
    action: "file.downloaded",
    source: "web",
    subject: getTableName(files),
    subjectId: fileId,
    subjectVersion: file.version,
    customerId: file.customerId,
    changes: [],
    facts: eyesOf(viewer),
  });
  const { name, mediaType, blob } = file;
  return { name, mediaType, size: blob.size ?? 0, bytes: whileAllowed(viewer, verified(blob as Blob)) };
}

export const openFile = Object.assign(open, { permission: "customers.read" as const });

/** One chunk is held back until the hash of all of them is known. */
async function* verified({ id, store, size, sha256 }: Blob): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let read = 0;
  let held: Buffer | null = null;
  for (let place = 0; read < size; place++) {
    const bytes = await stores[store].get(id, place);
    if (!bytes?.length) throw new Error(`blob ${id}: chunk ${place} is missing`);
    hash.update(bytes);
    read += bytes.length;
    if (held) yield held;
    held = bytes;
  }
  if (read !== size || hash.digest("hex") !== sha256) throw new Error(`blob ${id}: the bytes are not those stored`);
  if (held) yield held;
}
