import type { FileHandle } from "node:fs/promises";

// Tape archives as every `tar` reads them (POSIX.1-1988, "ustar"): a block of 512 bytes before each file, zeros after all.

/** A file inside an archive. */
export type Entry = { path: string; size: number; start: number };

const blockBytes = 512;
const readBytes = 256 * 1024;
const mark = "ustar\x0000";

/** A file with its header and the zeros that fill its last block. @param path up to 100 characters of ASCII */
export function* packed(path: string, bytes: Buffer, at: Date): Generator<Buffer> {
  yield header(path, bytes.length, at);
  yield bytes;
  yield Buffer.alloc(paddingOf(bytes.length));
}

/** What ends an archive. */
export const ending = () => Buffer.alloc(2 * blockBytes);

/**
 * The files of an archive, in their order.
 * @throws Error when it is none, or does not end as it should
 */
export async function entriesOf(file: FileHandle): Promise<Entry[]> {
  const { size: total } = await file.stat();
  const entries: Entry[] = [];
  for (let at = 0; ; ) {
    const block = await bytesAt(file, at, blockBytes);
    if (block.equals(Buffer.alloc(blockBytes))) {
      if (total !== at + 2 * blockBytes) throw new Error("it does not end where it should");
      return entries;
    }
    const entry = entryOf(block, at + blockBytes);
    entries.push(entry);
    at = entry.start + entry.size + paddingOf(entry.size);
  }
}

/** The bytes of one file of an archive, piece by piece. */
export async function* contentOf(file: FileHandle, { start, size }: Entry): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += readBytes) yield bytesAt(file, start + at, Math.min(readBytes, size - at));
}

function header(path: string, size: number, at: Date): Buffer {
  const block = Buffer.alloc(blockBytes);
  if (path.length > 100 || size >= 8 ** 11) throw new Error(`${path} does not fit into an archive`);
  block.write(path, 0);
  block.write("0000600\x000000000\x000000000\x00", 100);
  block.write(`${octal(size, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 124);
  block.write("0", 156);
  block.write(mark, 257);
  block.write(`${octal(sumOf(block), 6)}\0 `, 148);
  return block;
}

function entryOf(block: Buffer, start: number): Entry {
  const text = (from: number, length: number) => block.toString("latin1", from, from + length).replace(/\0.*$/s, "");
  const isHeader = text(148, 6) === octal(sumOf(block), 6) && block.toString("latin1", 257, 264) === mark.slice(0, 7);
  if (!isHeader) throw new Error("it is no backup of Kumppani, or was altered");
  return { path: text(0, 100), size: Number.parseInt(text(124, 11), 8), start };
}

/** Of all bytes of a header, those of the sum itself taken as spaces. */
function sumOf(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
const paddingOf = (size: number) => (blockBytes - (size % blockBytes)) % blockBytes;

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await file.read(bytes, read, length - read, at + read);
    if (!bytesRead) throw new Error("it is cut off");
    read += bytesRead;
  }
  return bytes;
}
