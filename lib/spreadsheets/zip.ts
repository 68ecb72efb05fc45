import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** One file of an archive; `content` is asked for only when its turn comes. */
export type Part = { path: string; content: Iterable<string> | AsyncIterable<string> };

/**
 * Packs the parts one after another, holding no more than a few chunks at a time (PKWARE APPNOTE 6.3.10: sizes follow
 * each part in a data descriptor). For archives and parts below 4 GiB.
 */
export async function* zip(parts: Iterable<Part>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const records: Entry[] = [];
  let offset = 0;
  for (const part of parts) {
    const record: Entry = { path: Buffer.from(part.path), offset, crc: 0, packed: 0, size: 0 };
    for await (const chunk of entry(record, part.content)) {
      offset += chunk.length;
      yield chunk;
    }
    records.push(record);
  }
  yield directory(records, offset);
}

type Entry = { path: Buffer; offset: number; crc: number; packed: number; size: number };

async function* entry(record: Entry, content: Part["content"]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield Buffer.concat([numbers([4, 0x04034b50], ...shared({ ...record, packed: 0, size: 0, crc: 0 })), record.path]);
  const packer = createDeflateRaw({ level: 4, chunkSize: 65_536 });
  // The packer carries an error of either side on to this loop; leaving the loop early ends both.
  pipeline(Readable.from(counted(record, content), { highWaterMark: 1 }), packer, () => {});
  for await (const chunk of packer) {
    record.packed += chunk.length;
    yield chunk;
  }
  yield numbers([4, 0x08074b50], [4, record.crc], [4, record.packed], [4, record.size]);
}

async function* counted(record: Entry, content: Part["content"]): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    record.crc = crc32(bytes, record.crc);
    record.size += bytes.length;
    yield bytes;
  }
}

function directory(records: Entry[], start: number): Uint8Array<ArrayBuffer> {
  const entries = records.map((record) =>
    Buffer.concat([
      numbers([4, 0x02014b50], [2, 20], ...shared(record), [2, 0], [2, 0], [2, 0], [4, 0], [4, record.offset]),
      record.path,
    ]),
  );
  const size = entries.reduce((sum, one) => sum + one.length, 0);
  const count = records.length;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, start], [2, 0]);
  return Buffer.concat([...entries, end]);
}

/** The fields both headers of a part share; flags say: sizes follow in a descriptor, names in UTF-8. Day: 1 Jan 1980. */
const shared = ({ crc, packed, size, path }: Entry): Field[] => [
  ...versionFlagsMethodTime,
  [4, crc],
  [4, packed],
  [4, size],
  [2, path.length],
  [2, 0],
];

type Field = [bytes: 2 | 4, value: number];

const versionFlagsMethodTime: Field[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
];

function numbers(...fields: Field[]): Buffer<ArrayBuffer> {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
