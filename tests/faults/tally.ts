import fs from "node:fs";
import path from "node:path";

const file = path.resolve("test-results/faults.tally");

/**
 * What was tried, and what came of it: `npm run faults` adds it up at its end. Kills are of processes, changes those that
 * people were told were saved.
 */
export function tally(counts: Partial<Record<"rounds" | "kills" | "acknowledged" | "lost" | "doubled", number>>): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, `${JSON.stringify(counts)}\n`);
}
