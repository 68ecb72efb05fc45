import { once } from "node:events";
import type { Duplex } from "node:stream";
import type pg from "pg";

/** Whole rows as Postgres writes them with COPY. */
export type Rows = { bytes: Buffer; count: number };

/** What of the connection is spoken to here; the types of `pg` leave COPY out. */
type Wire = {
  stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const blockBytes = 256 * 1024;
/** So many blocks wait for their reader before Postgres has to. */
const mostBlocks = 4;

/**
 * Reads rows with `COPY … TO STDOUT`, holding about a megabyte of them. Whoever stops early closes the connection.
 * @throws Error of Postgres or of the connection
 */
export async function* copyOut(client: pg.Client, statement: string): AsyncGenerator<Rows> {
  const copy = client.query(new CopyOut(statement));
  for (;;) {
    const rows = await copy.next();
    if (!rows) return;
    yield rows;
  }
}

/**
 * Writes rows with `COPY … FROM STDIN`.
 * @returns how many rows that were
 * @throws Error of Postgres, of the connection or of the source; then nothing of it is there
 */
export async function copyIn(client: pg.Client, statement: string, source: AsyncIterable<Buffer>): Promise<number> {
  const copy = client.query(new CopyIn(statement));
  const wire = await copy.opened;
  try {
    for await (const bytes of source) {
      wire.sendCopyFromChunk(bytes);
      if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, "drain"), copy.ended]);
    }
    wire.endCopyFrom();
  } catch (error) {
    wire.sendCopyFail("the source ended early");
    await copy.ended.catch(() => {});
    throw error;
  }
  return copy.ended;
}

class CopyOut implements pg.Submittable {
  private readonly blocks: Rows[] = [];
  private block = Buffer.alloc(0);
  private filled = 0;
  private count = 0;
  private ended = false;
  private error: Error | null = null;
  private wire: Wire | null = null;
  private wake = () => {};
  private readonly statement: string;

  constructor(statement: string) {
    this.statement = statement;
  }

  /** @returns null after the last rows */
  async next(): Promise<Rows | null> {
    while (!this.blocks.length && !this.ended && !this.error) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.error) throw this.error;
    const block = this.blocks.shift() ?? null;
    if (this.blocks.length < mostBlocks) this.wire?.stream.resume();
    return block;
  }

  submit(connection: pg.Connection): void {
    this.wire = connection as unknown as Wire;
    this.wire.query(this.statement);
  }

  /** One row (PostgreSQL 18, 54.7 "CopyData"). The bytes are copied: the parser uses its buffer again. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.filled + chunk.length > this.block.length) {
      this.push();
      this.block = Buffer.allocUnsafe(Math.max(blockBytes, chunk.length));
    }
    chunk.copy(this.block, this.filled);
    this.filled += chunk.length;
    this.count++;
  }

  handleCommandComplete(): void {
    this.push();
  }

  handleReadyForQuery(): void {
    this.ended = true;
    this.wake();
  }

  handleError(error: Error): void {
    this.error = error;
    this.wake();
  }

  private push(): void {
    if (this.count) this.blocks.push({ bytes: this.block.subarray(0, this.filled), count: this.count });
    this.filled = 0;
    this.count = 0;
    if (this.blocks.length >= mostBlocks) this.wire?.stream.pause();
    this.wake();
  }
}

class CopyIn implements pg.Submittable {
  readonly opened: Promise<Wire>;
  readonly ended: Promise<number>;
  private open: (wire: Wire) => void = () => {};
  private end: (count: number) => void = () => {};
  private fail: (error: Error) => void = () => {};
  private count = 0;
  private readonly statement: string;

  constructor(statement: string) {
    this.statement = statement;
    this.ended = new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
    this.opened = new Promise((resolve, reject) => {
      this.open = resolve;
      this.ended.catch(reject);
    });
  }

  submit(connection: pg.Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: unknown): void {
    this.open(connection as Wire);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.count = Number(text.replace("COPY ", ""));
  }

  handleReadyForQuery(): void {
    this.end(this.count);
  }

  handleError(error: Error): void {
    this.fail(error);
  }
}
