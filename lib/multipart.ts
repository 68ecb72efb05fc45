/** One field of a posted form: a text, or a file with the name it had. `bytes` has to be read before the next part. */
export type Part = { name: string; fileName: string | null; bytes: AsyncIterable<Buffer> };

/** Thrown when a form breaks off or is no form. */
export class BrokenForm extends Error {}

const mostHeaderBytes = 16 * 1024;

/**
 * The parts of a multipart/form-data body (RFC 7578) as they arrive; nothing is held but the piece at hand. What a
 * reader leaves of a part is skipped.
 * @throws BrokenForm when the body ends early or is something else
 */
export async function* partsOf(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<Part> {
  const [, quoted, plain] =
    /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw new BrokenForm("no boundary");
  const mark = Buffer.from(`\r\n--${boundary}`);
  const reader = new Reader(body);
  await skip(reader.until(mark));
  while ((await reader.take(2)).toString("latin1") === "\r\n") {
    const head = await textOf(reader.until(Buffer.from("\r\n\r\n")), mostHeaderBytes);
    reader.isInside = true;
    yield { ...namesIn(head), bytes: reader.until(mark) };
    if (reader.isInside) await skip(reader.until(mark));
  }
  await reader.drop();
}

/**
 * A part as text.
 * @throws BrokenForm when it is longer than `most` bytes
 */
async function textOf(bytes: AsyncIterable<Buffer>, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > most) throw new BrokenForm("a text that is too long");
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** Of the fields that are no files: how many, and of how many bytes each. */
const mostFields = 100;
const mostTextBytes = 64 * 1024;

/**
 * Adds a part that is no file to the fields of its form.
 * @throws BrokenForm when it is too long or one too many
 */
export async function addField(fields: Record<string, string>, { name, bytes }: Part): Promise<void> {
  if (Object.keys(fields).length === mostFields) throw new BrokenForm("too many fields");
  fields[name] = await textOf(bytes, mostTextBytes);
}

/** A body whose bytes are counted while it is read. @throws BrokenForm after `most` bytes */
export class CountedBody implements AsyncIterable<Uint8Array> {
  size = 0;
  private readonly source: AsyncIterable<Uint8Array>;
  private readonly most: number;

  constructor({ body }: Request, most: number) {
    this.source = (body ?? []) as AsyncIterable<Uint8Array>;
    this.most = most;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const piece of this.source) {
      this.size += piece.length;
      if (this.size > this.most) throw new BrokenForm("too much");
      yield piece;
    }
  }
}

/** A form that ends too early, or a browser that went away: not our fault. */
export const isBroken = (error: unknown): boolean =>
  error instanceof BrokenForm ||
  /abort|ECONNRESET|premature/i.test(`${(error as Error).name} ${(error as Error).message}`);

async function skip(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

/** Browsers write the names as UTF-8 and escape only quotes and line breaks (HTML, multipart form data). */
function namesIn(head: string): { name: string; fileName: string | null } {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? "";
  const value = (key: string) => new RegExp(`;\\s*${key}="([^"]*)"`, "i").exec(disposition)?.[1];
  const name = value("name");
  if (name === undefined) throw new BrokenForm("a part without a name");
  const fileName = value("filename")
    ?.replace(/%22/g, '"')
    .replace(/%0[AD]/g, " ");
  return { name, fileName: fileName ?? null };
}

class Reader {
  /** Whether the end of the part at hand has not been reached yet. */
  isInside = false;
  // The first boundary has no line break before it.
  private buffer: Buffer = Buffer.from("\r\n");
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.source = body[Symbol.asyncIterator]();
  }

  /** All that comes before the mark, which is read as well. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const found = this.buffer.indexOf(mark);
      const ready = found < 0 ? Math.max(this.buffer.length - mark.length + 1, 0) : found;
      const piece = this.buffer.subarray(0, ready);
      this.buffer = this.buffer.subarray(found < 0 ? ready : ready + mark.length);
      this.isInside = found < 0;
      if (piece.length) yield piece;
      if (found >= 0) return;
      if (!(await this.more())) throw new BrokenForm("broke off");
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.buffer.length < count) if (!(await this.more())) throw new BrokenForm("broke off");
    const taken = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(count);
    return taken;
  }

  /** What comes after the last part means nothing, but has to be read. */
  async drop(): Promise<void> {
    do {
      this.buffer = Buffer.alloc(0);
    } while (await this.more());
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.source.next();
    if (done) return false;
    const next = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.buffer = this.buffer.length ? Buffer.concat([this.buffer, next]) : next;
    return true;
  }
}
