import net from "node:net";
import { settledOwner } from "./lock.mjs";
import { dataFolder, giveUp } from "./machine.mjs";
import { endWithNpm, handOver, preparePackages } from "./prepare.mjs";

// `npm start`, first half: everything that must work before a package is installed. serve.ts is the second.

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);

endWithNpm();
if (!process.env.DATABASE_URL) await refuseSecondStart();
await refuseTakenPort();
const turn = await preparePackages();
process.exitCode = await handOver("serve.ts", [], (message) => message === "built" && turn.close());

async function refuseSecondStart() {
  const other = await settledOwner("data", dataFolder());
  if (other) giveUp(`already running on this data folder: ${other.address}. Stop it with: kill ${other.pid}`);
}

/** Asks for two seconds: a server that was just killed may still be letting go. */
async function refuseTakenPort() {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp(`PORT=${process.env.PORT} is not a port.`);
  for (const deadline = Date.now() + 2000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const error = await tryToListen();
    if (!error) return;
    if (error.code !== "EADDRINUSE") giveUp(`cannot listen on ${host}:${port}: ${error.message}`);
    if (Date.now() > deadline) giveUp(`port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  }
}

function tryToListen() {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
