import "server-only";
import { createHash } from "node:crypto";
import { accept, type Checked, refuse } from "@/lib/errors";
import { addField, CountedBody, isBroken, partsOf } from "@/lib/multipart";

const mb = 1024 * 1024;
/** A browser shows the answer only once it has sent everything, so somewhat larger uploads are read and thrown away. */
const mostDropped = 200 * mb;

/** A file as it arrived, whole, with the other fields of its form. */
export type Upload = { name: string; bytes: Buffer; sha256: string; fields: Record<string, string> };

/**
 * Reads a multipart upload with one file in the field `file`. Bytes are counted as they come, and compared with what
 * the browser said: the length of the request and, where its script could tell, `sha256` of the file in hex.
 * @param mostBytes of the file
 */
export async function uploadOf(request: Request, mostBytes: number): Promise<Checked<Upload>> {
  const tooBig = refuse("fileTooBig", { size: `${mostBytes / mb} MB` });
  const promised = Number(request.headers.get("content-length") ?? Number.NaN);
  if (promised > mostDropped) return tooBig;
  const body = new CountedBody(request, mostDropped);
  const read = await filesOf(body, request.headers.get("content-type") ?? "", mostBytes).catch((error) => {
    if (isBroken(error)) return null;
    throw error;
  });
  if (body.size > mostDropped) return tooBig;
  if (!read || (!Number.isNaN(promised) && promised !== body.size)) return refuse("fileIncomplete");

  const { file, fields } = read;
  if (!file || (file.bytes?.length === 0 && !file.name)) return refuse("fileEmpty");
  const { name, bytes } = file;
  if (!bytes) return tooBig;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { sha256: promisedHash, ...others } = fields;
  if (promisedHash && promisedHash !== sha256) return refuse("fileIncomplete");
  return accept({ name, bytes, sha256, fields: others });
}

async function filesOf(body: CountedBody, contentType: string, mostBytes: number) {
  const fields: Record<string, string> = {};
  let file: { name: string; bytes: Buffer | null } | undefined;
  for await (const part of partsOf(body, contentType)) {
    if (part.fileName === null) await addField(fields, part);
    else if (part.name === "file" && !file) file = { name: part.fileName, bytes: await within(part.bytes, mostBytes) };
  }
  return { fields, file };
}

/** @returns null when there is more; what comes after is read by nobody */
async function within(bytes: AsyncIterable<Buffer>, most: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > most) return null;
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}
