import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Where the embedded database, its keys and the demo password live; made when missing. Ends where it is read-only.
 * @returns {string} absolute path without symbolic links
 */
export function dataFolder() {
  const folder = path.resolve(root, process.env.KUMPPANI_DATA || ".data");
  try {
    const made = fs.mkdirSync(folder, { recursive: true });
    // Postgres may run as another user: it has to get through, nobody has to see what is here.
    if (made) fs.chmodSync(folder, 0o711);
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    giveUp(`nothing can be written to the data folder ${folder} (${error.code}). Its place may be read-only.`);
  }
  return fs.realpathSync(folder);
}

/** @param {string} reason one line @returns {never} */
export function giveUp(reason) {
  console.error(`kumppani: ${reason}`);
  process.exit(1);
}

/** Ends with a clear line when the disk under a folder has too little left. */
export function refuseFullDisk(folder, megabytes) {
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes) giveUp(`the disk is full: ${free} MB free at ${folder}, at least ${megabytes} MB are needed.`);
}
