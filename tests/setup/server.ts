import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const results = path.join(root, "test-results");

export const authSecret = "only-for-tests-only-for-tests-only-for-tests";
const environment = {
  NODE_ENV: "production",
  NODE_OPTIONS: "",
  NEXT_DIST_DIR: ".next-test",
  NEXT_TELEMETRY_DISABLED: "1",
  AUTH_SECRET: authSecret,
  // Nobody listens there; whoever asks the directory brings a stub.
  PEPPOL_BASE_URL: "http://127.0.0.1:9/search/1.0",
} as const;

/** One process of the production build, started as `npm start` starts it. Its words go to test-results/NAME.log. */
export class Server {
  readonly address: string;
  readonly log: string;
  private readonly port: number;
  private readonly env: NodeJS.Dict<string>;
  private process: ChildProcess | null = null;

  /** @param env its DATABASE_URL, and what else differs from the usual */
  constructor(name: string, port: number, env: NodeJS.Dict<string>) {
    this.port = port;
    this.address = `http://127.0.0.1:${port}`;
    this.log = path.join(results, `${name}.log`);
    this.env = env;
  }

  /** Resolves when it answers. @throws Error when it ends instead */
  async start(): Promise<this> {
    fs.mkdirSync(results, { recursive: true });
    const log = fs.openSync(this.log, "a");
    const preload = ["--import", "./lib/cli/end-with-parent.mjs"];
    const next = ["node_modules/next/dist/bin/next", "start", "--port", String(this.port), "--hostname", "127.0.0.1"];
    this.process = spawn(process.execPath, [...preload, ...next], {
      cwd: root,
      env: { ...process.env, ...environment, ...this.env },
      stdio: ["ignore", log, log, "ipc"],
    });
    fs.closeSync(log);
    await this.answers();
    return this;
  }

  /** @returns the exit code; null when the signal ended it */
  async stop(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<number | null> {
    const { process: running } = this;
    this.process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null;
    const ended = once(running, "exit");
    running.kill(signal);
    await ended;
    return running.exitCode;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get isRunning(): boolean {
    return this.process !== null && this.process.exitCode === null && this.process.signalCode === null;
  }

  private async answers(): Promise<void> {
    while (this.isRunning) {
      if (await fetch(`${this.address}/api/health/live`).catch(() => null)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The app ended at once: see ${this.log}`);
  }
}

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
