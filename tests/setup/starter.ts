import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** The command behind `npm start`, on the build of the tests. */
export class Starter {
  output = "";
  private readonly process: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(port: number, dataFolder: string) {
    const settings = { HOST: "127.0.0.1", PORT: String(port), KUMPPANI_DATA: dataFolder, NEXT_DIST_DIR: ".next-test" };
    const env = { ...process.env, ...settings, NODE_OPTIONS: "" };
    this.process = spawn("node", ["lib/cli/start.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    this.ended = once(this.process, "close");
  }

  /** Waits until it serves. @throws Error with what it said when it ends instead */
  async ready(): Promise<void> {
    while (!this.output.includes("is ready")) {
      if (this.process.exitCode !== null) throw new Error(this.output);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Asks it to stop, as Ctrl-C or `kill` do. Resolves to the exit code when all that it started is gone. */
  async stop(): Promise<number | null> {
    this.process.kill("SIGTERM");
    return this.end();
  }

  async end(): Promise<number | null> {
    await this.ended;
    return this.process.exitCode;
  }

  killStarter(): void {
    this.process.kill("SIGKILL");
  }

  /** Kills the process that owns Postgres and the server, so that neither is stopped in order. */
  killOwner(): void {
    const { pid } = this.process;
    const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    process.kill(Number.parseInt(children, 10), "SIGKILL");
  }
}
