import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import type { Problem, ProblemKey } from "../errors.ts";

/** A file we will not read, with the reason in the reader's words. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(key: ProblemKey, params?: Problem["params"]) {
    super(key);
    this.problem = params ? { key, params } : { key };
  }
}

export const wrongType = () => new Refused("fileType", { types: ".xlsx, .csv" });

const mb = 1024 * 1024;
const mostEntries = 200;
const mostPerEntry = 50 * mb;
const mostInAll = 100 * mb;
/** Deflate reaches 1,032; sheets people make stay far below this. Parts too small to hurt may pack better. */
const mostRatio = 200;
const harmless = mb;

/**
 * What a file is, judged by its name and its first bytes.
 * @throws Refused for anything but a workbook or text
 */
export function kindOf(name: string, bytes: Buffer): "xlsx" | "csv" {
  const start = bytes.subarray(0, 512).toString("latin1");
  if (start.startsWith(oleContainer)) throw isEncrypted(bytes) ? new Refused("fileEncrypted") : wrongType();
  if (!/\.(xlsx|csv|txt|tsv)$/i.test(name) || markup.test(start)) throw wrongType();
  if (strangers.some((stranger) => start.startsWith(stranger))) throw wrongType();
  return start.startsWith("PK\x03\x04") ? "xlsx" : "csv";
}

/** Office wraps workbooks with a password, and wrapped all old .xls ones, in this kind of container. */
const oleContainer = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const isEncrypted = (bytes: Buffer) => bytes.includes(Buffer.from("EncryptedPackage", "utf16le"));

/** How files begin that are neither: PDF, pictures, sound, archives, rich text, and pages that Excel would open. */
const strangers = ["%PDF", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "\x1f\x8b", "7z\xbc\xaf", "Rar!", "{\\rtf"];
const markup = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|svg|table)/i;

/** Gives one file of an archive, or null when there is none of that name. Names count without regard to case. */
export type Archive = (path: string) => Promise<Buffer | null>;

/**
 * Opens an archive so that no part of it can be larger than it should: bytes are counted while they unpack, not
 * believed from the headers, and nobody else reads the archive, since two readers may understand one differently.
 * @throws Refused, then or when a part is asked for
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBufferPromise(bytes, { validateEntrySizes: true });
  if (zip.entryCount > mostEntries) throw new Refused("fileTooHeavy");
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  if (!entries.has("[content_types].xml")) throw wrongType();

  let left = mostInAll;
  return async (path) => {
    const entry = entries.get(path.toLowerCase());
    if (!entry) return null;
    const part = await unpacked(zip, entry, Math.min(left, mostPerEntry));
    left -= part.length;
    return part;
  };
}

async function unpacked(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  if (entry.isEncrypted()) throw new Refused("fileEncrypted");
  const limit = Math.min(most, Math.max(harmless, entry.compressedSize * mostRatio));
  if (entry.uncompressedSize > limit) throw new Refused("fileTooHeavy");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += chunk.length;
    if (size > limit) throw new Refused("fileTooHeavy");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
