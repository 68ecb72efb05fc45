import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { type Cluster, databaseUrl, startPostgres, stopPostgres } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../../lib/cli/machine.mjs";
import { fillDatabase } from "./fill.ts";

const prefix = "kumppani-bench-";
export const distFolder = ".next-test";

/** A Postgres of its own with the settings of the product, in a folder that goes away with it. */
export class Server {
  private readonly folder: string;
  private readonly cluster: Cluster;
  private readonly apps = new Set<App>();

  constructor() {
    for (const name of fs.readdirSync("/tmp").filter(isAbandoned)) remove(path.join("/tmp", name));
    this.folder = fs.mkdtempSync(path.join("/tmp", `${prefix}${process.pid}-`));
    fs.chmodSync(this.folder, 0o711);
    this.cluster = startPostgres(path.join(this.folder, "postgres"));
  }

  /** What the server has written down so far. */
  get log(): string {
    return path.join(this.cluster.folder, "server.log");
  }

  /** All processor time of the database so far: the server and its processes, those that have ended included. */
  cpu(): number {
    const pid = Number.parseInt(fs.readFileSync(path.join(this.cluster.folder, "postmaster.pid"), "utf8"), 10);
    const processes = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const children = processes.map(statOf).filter((stat) => stat?.parent === pid);
    const own = statOf(String(pid));
    return (own?.own ?? 0) + (own?.ended ?? 0) + children.reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
  }

  /** Makes a database with a register of this size. @returns seconds it took to fill */
  async fill(name: string, size: number): Promise<number> {
    await this.run("postgres", `create database ${name}`);
    await migrateDatabase(this.url(name));
    return fillDatabase(this.url(name), size);
  }

  async run<Row extends pg.QueryResultRow>(database: string, statement: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      const { rows } = await client.query<Row>(statement);
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Serves the production build on a database. */
  async serve(database: string): Promise<App> {
    const port = await freePort();
    const log = fs.openSync(path.join(root, `test-results/${database}.log`), "w");
    const next = ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"];
    const child = spawn(process.execPath, ["--import", "./lib/cli/end-with-parent.mjs", ...next], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment, DATABASE_URL: this.url(database) },
      stdio: ["ignore", log, log, "ipc"],
    });
    fs.closeSync(log);
    const app = new App(child, `http://127.0.0.1:${port}`, database);
    this.apps.add(app);
    await app.answers();
    return app;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apps].map((app) => app.stop()));
    remove(this.folder);
  }

  private url(database: string): string {
    return databaseUrl(this.cluster, database);
  }
}

const environment = {
  NODE_ENV: "production",
  NODE_OPTIONS: "",
  NEXT_DIST_DIR: distFolder,
  NEXT_TELEMETRY_DISABLED: "1",
  AUTH_SECRET: "only-for-the-bench-only-for-the-bench-only-for-the-bench",
  // Nobody listens there: measuring asks no register.
  PRH_BASE_URL: "http://127.0.0.1:9/opendata-ytj-api/v3",
  BRREG_BASE_URL: "http://127.0.0.1:9/enhetsregisteret/api",
  PEPPOL_BASE_URL: "off",
} as const;

/** A server process of the product. */
export class App {
  readonly base: string;
  readonly database: string;
  private readonly child: ChildProcess;

  constructor(child: ChildProcess, base: string, database: string) {
    this.child = child;
    this.base = base;
    this.database = database;
  }

  /** Processor time of the process so far, in milliseconds. */
  cpu(): number {
    return statOf(String(this.child.pid))?.own ?? 0;
  }

  /** Memory that the process occupies, in bytes. */
  memory(): number {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${this.child.pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) * 1024;
  }

  async answers(): Promise<void> {
    while (this.child.exitCode === null) {
      if (await fetch(`${this.base}/api/health/live`).catch(() => null)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The app ended at once: see test-results/${this.database}.log`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }
}

/** Linux counts in hundredths of a second. */
const tick = 10;

function statOf(pid: string): { parent: number; own: number; ended: number } | null {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").map(Number) ?? [];
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return { parent, own: (user + system) * tick, ended: (endedUser + endedSystem) * tick };
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}

function isAbandoned(name: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const pid = name.slice(prefix.length).split("-")[0];
  const owner = fs.statSync(path.join("/tmp", name), { throwIfNoEntry: false })?.uid;
  return owner === process.getuid?.() && !fs.existsSync(`/proc/${pid}`);
}

function remove(folder: string): void {
  stopPostgres(path.join(folder, "postgres"), "immediate");
  fs.rmSync(folder, { recursive: true, force: true });
}
