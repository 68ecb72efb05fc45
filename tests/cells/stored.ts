import { createHash } from "node:crypto";
import type { Put } from "./world";

/** @returns the bytes of a file that holds this word */
export async function stored(put: Put, word: string): Promise<number> {
  const bytes = Buffer.from(word);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const blob = await put("blobs", { sha256, size: bytes.length, store: "database", completed_at: new Date() });
  await put("blob_chunks", { blob_id: blob, place: 0, bytes });
  return blob;
}
