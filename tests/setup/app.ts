import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { cloneTemplate, dropClone } from "./cluster";

const root = path.resolve(import.meta.dirname, "../..");
const results = path.join(root, "test-results");

/** The production build, served to one worker. Every journey file gets it with a fresh demo company. */
export class App {
  private server: ChildProcess | null = null;
  private file = "";
  private address = "";
  databaseUrl = "";
  private readonly database: string;
  private readonly settings: (address: string) => NodeJS.Dict<string>;

  /** @param settings further environment of an app that is served at this address */
  constructor(name: number | string, settings: (address: string) => NodeJS.Dict<string> = () => ({})) {
    this.database = `journey_${name}`;
    this.settings = settings;
  }

  /** The address of an app whose data only this file has touched. */
  async freshFor(file: string): Promise<string> {
    if (this.file === file) return this.address;
    await this.stop();
    const port = await freePort();
    this.address = `http://127.0.0.1:${port}`;
    this.databaseUrl = await cloneTemplate(testServer(), this.database);
    await this.start(port);
    this.file = file;
    await this.answer();
    return this.address;
  }

  async stop(): Promise<void> {
    if (!this.server) return;
    const ended = once(this.server, "exit");
    this.server.kill("SIGKILL");
    await ended;
    this.server = null;
    await dropClone(testServer(), this.database);
  }

  private async start(port: number): Promise<void> {
    fs.mkdirSync(results, { recursive: true });
    const log = fs.openSync(path.join(results, `${this.database}.log`), "a");
    const preload = ["--import", "./lib/cli/end-with-parent.mjs"];
    const next = ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"];
    this.server = spawn(process.execPath, [...preload, ...next], {
      cwd: root,
      env: { ...process.env, ...environment, ...this.settings(this.address), DATABASE_URL: this.databaseUrl },
      stdio: ["ignore", log, log, "ipc"],
    });
    fs.closeSync(log);
  }

  private async answer(): Promise<void> {
    while (this.server?.exitCode === null) {
      if (await fetch(`${this.address}/api/health/live`).catch(() => null)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The app ended at once: see test-results/${this.database}.log`);
  }
}

const environment = {
  NODE_ENV: "production",
  NODE_OPTIONS: "",
  NEXT_DIST_DIR: ".next-test",
  NEXT_TELEMETRY_DISABLED: "1",
  AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
  // Nobody listens there; whoever asks the directory brings a stub.
  PEPPOL_BASE_URL: "http://127.0.0.1:9/search/1.0",
} as const;

function testServer(): string {
  const server = process.env.KUMPPANI_TEST_SERVER;
  if (!server) throw new Error("The journeys need their global setup.");
  return server;
}

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
