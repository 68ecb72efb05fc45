// Run by read.ts as a process of its own, as plain Node: relative imports only.
import { Refused } from "./guard.ts";
import { parse } from "./parse.ts";
import type { Message } from "./read.ts";

const answer = (message: Message) => process.send?.(message);
process.on("disconnect", () => process.exit());

const [, , name = "", mostColumns] = process.argv;
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
try {
  const frame = await parse({ name, bytes: Buffer.concat(chunks) }, (rows) => answer({ rows }), Number(mostColumns));
  answer({ frame });
} catch (error) {
  // Whatever a broken archive or its XML makes the parsers throw: nobody but the person can mend the file.
  answer({ problem: error instanceof Refused ? error.problem : { key: "fileUnreadable" } });
}
