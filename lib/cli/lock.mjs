import { createHash } from "node:crypto";
import net from "node:net";

/**
 * One owner per folder. The name is an abstract socket: the kernel frees it with its process, even after kill -9.
 * Elsewhere than on Linux nothing is locked; the embedded Postgres does not run there either.
 */
const address = (purpose, folder) =>
  `\0kumppani-${purpose}-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;

/**
 * Takes the lock until the process ends or `close()` is called.
 * @param {string} purpose what is locked
 * @param {string} folder absolute path
 * @param {() => object} report what to tell those who come later
 * @returns {Promise<{ close(): void } | null>} null when another process has it
 */
export function claim(purpose, folder, report) {
  if (process.platform !== "linux") return Promise.resolve({ close() {} });
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify(report()));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(address(purpose, folder), () => {
      server.unref();
      resolve(server);
    });
  });
}

/**
 * Asks the owner of a lock what it is doing.
 * @returns {Promise<any>} its description, or null when nobody has the lock
 */
export function owner(purpose, folder) {
  if (process.platform !== "linux") return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = net.connect(address(purpose, folder));
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => resolve(null));
    socket.on("end", () => resolve(text ? JSON.parse(text) : null));
  });
}

/**
 * Asks until the owner is gone, or says for a second that it means to stay: one whose starter was killed a moment ago
 * does not know it yet. One that is stopping is waited for, at most 30 s.
 * @returns {Promise<any>} as `owner`
 */
export async function settledOwner(purpose, folder) {
  let staysSince = null;
  for (const deadline = Date.now() + 30_000; ; await pause(200)) {
    const state = await owner(purpose, folder);
    if (!state || Date.now() > deadline) return state;
    staysSince = state.stopping ? null : (staysSince ?? Date.now());
    if (staysSince && Date.now() - staysSince > 1_000) return state;
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
