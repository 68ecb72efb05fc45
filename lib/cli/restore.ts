import path from "node:path";
import { filesPath } from "../../db/backup-format.ts";
import {
  databaseUrl,
  hasData,
  removeData,
  renameData,
  runningPostgres,
  startPostgres,
  stopPostgres,
} from "../../db/embedded.ts";
import { type Backup, openBackup, restoreInto } from "../../db/restore.ts";
import { dataOf, draftOf } from "./data.ts";
import { explain } from "./errors.ts";
import { claim } from "./lock.mjs";
import { dataFolder, giveUp, refuseFullDisk } from "./machine.mjs";

// `npm run restore`, second half: a backup becomes the register of an empty database or data folder.

const usage = "npm run restore -- FILE [--replace]";
const here = process.env.INIT_CWD || process.cwd();

for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, () => process.exit(1));

try {
  const names = process.argv.slice(2).filter((word) => word !== "--replace");
  const mayReplace = process.argv.includes("--replace");
  const [file] = names;
  if (!file || names.length > 1 || file.startsWith("-")) giveUp(`it is: ${usage}`);
  const began = performance.now();
  const backup = await openBackup(path.resolve(here, file));
  await (process.env.DATABASE_URL
    ? intoDatabase(process.env.DATABASE_URL, backup, mayReplace)
    : intoFolder(backup, mayReplace));
  report(backup, performance.now() - began);
  process.exit(0);
} catch (error) {
  giveUp(explain(error));
}

async function intoDatabase(url: string, backup: Backup, mayReplace: boolean): Promise<void> {
  if (mayReplace) giveUp("--replace is for data folders. Create an empty database and name that in DATABASE_URL.");
  await restoreInto(url, backup);
}

/** Beside the data that is there, if any: the folder gets its name when all is right. */
async function intoFolder(backup: Backup, mayReplace: boolean): Promise<void> {
  const folder = dataFolder();
  const [data, draft] = [dataOf(folder), draftOf(folder)];
  const lock = await claim("data", folder, () => ({ pid: process.pid, address: "a backup is being restored" }));
  if (!lock) giveUp(`something runs on ${folder}. Stop it first.`);
  if (hasData(data) && !mayReplace) giveUp(`there is data in ${folder}. With --replace it is kept aside.`);
  removeData(draft);
  refuseFullDisk(folder, 500);
  const cluster = startPostgres(draft);
  const stop = () => stopPostgres(cluster.folder);
  process.on("exit", stop);
  await restoreInto(databaseUrl(cluster), backup);
  process.off("exit", stop);
  stop();
  const aside = `${data}.before-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}`;
  if (hasData(data)) {
    const survivor = runningPostgres(data);
    if (survivor) stopPostgres(survivor.folder);
    renameData(data, aside);
    console.log(`The data that was there is now ${aside}.`);
  }
  renameData(draft, data);
}

function report({ manifest }: Backup, milliseconds: number): void {
  const { organisation, madeAt, tables, parts, damaged } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const files = parts.filter(({ path }) => path.startsWith(filesPath)).length;
  const seconds = (milliseconds / 1000).toFixed(1);
  console.log(
    `${organisation} as of ${madeAt}: ${rows} rows and ${files} files, read back and compared, in ${seconds} s.`,
  );
  for (const { name } of damaged) console.error(`kumppani: the bytes of “${name}” were not in the backup.`);
  console.log("Everybody signs in anew.");
}
