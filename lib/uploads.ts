import "server-only";
import { createHash } from "node:crypto";
import { accept, type Checked, refuse } from "@/lib/errors";

const mb = 1024 * 1024;
/** Room for the other fields of the form and the wrapping. */
const overhead = mb;
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
  const body = await bodyOf(request, mostBytes + overhead);
  if (body === null) return refuse("fileTooBig", { size: `${mostBytes / mb} MB` });
  const form = body && (await formOf(request, body));
  if (!form) return refuse("fileIncomplete");
  const file = form.get("file");
  if (!(file instanceof File) || (file.size === 0 && !file.name)) return refuse("fileEmpty");
  if (file.size > mostBytes) return refuse("fileTooBig", { size: `${mostBytes / mb} MB` });

  const bytes = Buffer.from(await file.arrayBuffer());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { sha256: promised, ...fields } = textFields(form);
  if (promised && promised !== sha256) return refuse("fileIncomplete");
  return accept({ name: file.name, bytes, sha256, fields });
}

/** @returns null when it is too large, undefined when it broke off */
async function bodyOf(request: Request, most: number): Promise<Buffer | null | undefined> {
  const promised = Number(request.headers.get("content-length") ?? Number.NaN);
  if (promised > mostDropped) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
      if (size > mostDropped) return null;
    }
  } catch {
    return undefined;
  }
  if (size > most) return null;
  return Number.isNaN(promised) || promised === size ? Buffer.concat(chunks) : undefined;
}

async function formOf(request: Request, body: Buffer): Promise<FormData | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return undefined;
  return new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => undefined);
}

function textFields(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
