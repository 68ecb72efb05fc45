import { keepBytes } from "@/lib/access/blobs";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid, type Problem } from "@/lib/errors";
import { ContentCheck, checkName, cleanName, mostBytes, mostFiles } from "@/lib/files/rules";
import { addField, CountedBody, isBroken, type Part, partsOf } from "@/lib/multipart";

const mb = 1024 * 1024;
/** A browser shows the answer only once it has sent everything, so what is refused is read on and dropped up to here. */
const mostRead = mostFiles * mostBytes + 200 * mb;

type Kept = Awaited<ReturnType<typeof keepBytes>> & { name: string; mediaType: string };

/** What has come of an upload. With a problem the files are incomplete; those kept have to be given back. */
export type Received = { fields: Record<string, string>; files: Kept[]; problem: Problem | null };

/**
 * Reads the form with its files, each of which is kept while it arrives. Lengths and, where the browser's script could
 * tell, hashes are compared with what the browser said. After a problem the rest is read, but not kept.
 */
export async function received(viewer: Viewer, request: Request): Promise<Received> {
  const found: Received = { fields: {}, files: [], problem: null };
  const promised = Number(request.headers.get("content-length") ?? Number.NaN);
  if (promised > mostRead) return { ...found, problem: tooBig() };
  const body = new CountedBody(request, mostRead);
  try {
    for await (const part of partsOf(body, request.headers.get("content-type") ?? "")) {
      if (part.fileName === null) await addField(found.fields, part);
      else if (part.name === "file") await take(viewer, part, found);
    }
  } catch (error) {
    if (!isBroken(error)) throw error;
    found.problem ??= { key: "fileIncomplete" };
  }
  if (!Number.isNaN(promised) && promised !== body.size) found.problem ??= { key: "fileIncomplete" };
  if (found.files.length === 0) found.problem ??= { key: "fileMissing" };
  const hashes = (found.fields.sha256 ?? "").split(" ").filter(Boolean);
  if (hashes.length && hashes.join() !== found.files.map(({ sha256 }) => sha256).join()) {
    found.problem ??= { key: "fileIncomplete" };
  }
  return found;
}

async function take(viewer: Viewer, { fileName, bytes }: Part, found: Received): Promise<void> {
  if (!fileName || found.problem) return;
  const name = cleanName(fileName);
  const kind = checkName(name);
  try {
    if (!kind.ok) throw new Invalid({ file: kind.problem });
    if (found.files.length === mostFiles)
      throw new Invalid({ file: { key: "fileTooMany", params: { max: mostFiles } } });
    const check = new ContentCheck(name);
    const kept = await keepBytes(viewer, watched(bytes, check, name));
    found.files.push({ ...kept, name, mediaType: kind.value });
    if (!check.isGenuine()) throw new Invalid({ file: { key: "fileContent", params: { name } } });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    found.problem = error.problems.file ?? { key: "checkValue" };
  }
}

async function* watched(bytes: AsyncIterable<Buffer>, check: ContentCheck, name: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > mostBytes) throw new Invalid({ file: tooBig(name) });
    check.see(piece);
    yield piece;
  }
  if (size === 0) throw new Invalid({ file: { key: "fileBlank", params: { name } } });
}

function tooBig(name?: string): Problem {
  const size = `${mostBytes / mb} MB`;
  return name ? { key: "fileTooBigNamed", params: { name, size } } : { key: "fileTooBig", params: { size } };
}
