import fs from "node:fs";
import path from "node:path";
import { type Made, makeBackup } from "../../db/backup.ts";
import { databaseUrl, hasData, runningPostgres, startPostgres, stopPostgres } from "../../db/embedded.ts";
import { getObject } from "../access/s3.ts";
import { dataOf } from "./data.ts";
import { explain } from "./errors.ts";
import { claim } from "./lock.mjs";
import { dataFolder, giveUp } from "./machine.mjs";

// `npm run backup`, second half: one file with all that the register holds.

const usage = "npm run backup -- [FILE or FOLDER]";
/** npm works in the folder of the program; names of files are meant from where somebody typed them. */
const here = process.env.INIT_CWD || process.cwd();

for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, () => process.exit(1));

try {
  const [wanted, ...more] = process.argv.slice(2);
  if (more.length || wanted?.startsWith("-")) giveUp(`it is: ${usage}`);
  const url = process.env.DATABASE_URL || (await embedded());
  const began = performance.now();
  const made = await makeBackup(url, { place: (moment) => placeOf(wanted ?? ".", moment), object });
  report(made, performance.now() - began);
  process.exit(0);
} catch (error) {
  giveUp(explain(error));
}

/** The database of the data folder: that of a running start, or one of our own until we are done. */
async function embedded(): Promise<string> {
  const folder = dataFolder();
  const data = dataOf(folder);
  if (!hasData(data)) giveUp(`there is no data in ${folder} yet.`);
  const lock = await claim("data", folder, () => ({ pid: process.pid, address: "a backup is being made" }));
  const running = runningPostgres(data);
  if (!lock && !running) giveUp("the database of this data folder is just starting or stopping. Try again.");
  if (!lock && running) return databaseUrl(running);
  const cluster = startPostgres(data);
  process.on("exit", () => stopPostgres(cluster.folder));
  return databaseUrl(cluster);
}

function placeOf(wanted: string, moment: string): string {
  const place = path.resolve(here, wanted);
  const isFolder = fs.statSync(place, { throwIfNoEntry: false })?.isDirectory();
  const file = isFolder ? path.join(place, `kumppani-${moment}.tar`) : place;
  if (!fs.existsSync(path.dirname(file))) giveUp(`there is no folder ${path.dirname(file)}.`);
  return file;
}

function object(name: string): Promise<Buffer | null> {
  if (!process.env.FILES_S3_URL) giveUp("some files are in an S3 store: set FILES_S3_URL as the program has it.");
  return getObject(name);
}

function report({ file, bytes, rows, files, damaged }: Made, milliseconds: number): void {
  const [megabytes, seconds] = [(bytes / 1e6).toFixed(1), (milliseconds / 1000).toFixed(1)];
  console.log(`${file}: ${rows} rows and ${files} files, ${megabytes} MB in ${seconds} s.`);
  for (const name of damaged) console.error(`kumppani: the bytes of “${name}” are damaged or missing, and not in it.`);
}
