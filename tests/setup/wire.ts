import { once } from "node:events";
import net from "node:net";

/** Stands between app and Postgres and lets the network misbehave. */
export class Wire {
  /** "hole": takes everything and gives nothing, as a network that has gone does. */
  manner: "pass" | "hole" | "refuse" = "pass";
  /** Milliseconds on the way of each answer. */
  delay = 0;
  /** Of a hundred answers so many break their connection. */
  resets = 0;
  /** So many answers to this statement get lost, and their connections with them; the database has done what it says. */
  lost = { statement: "commit", times: 0 };
  /** What becomes of the wire when the last of them is lost. */
  afterwards: Wire["manner"] = "pass";
  private readonly open = new Set<net.Socket>();
  private readonly dead = new WeakSet<net.Socket>();
  private readonly socket: string;
  private readonly server = net.createServer((app) => this.connect(app));

  /** @param database address of a Postgres that is reached through a socket */
  constructor(database: string) {
    this.socket = `${new URL(database).searchParams.get("host")}/.s.PGSQL.5432`;
  }

  async start(): Promise<this> {
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  /** The address of a database by way of this proxy. */
  urlOf(database: string): string {
    const { port } = this.server.address() as net.AddressInfo;
    const { pathname, username } = new URL(database);
    return `postgres://${username}@127.0.0.1:${port}${pathname}`;
  }

  /** Breaks what is open now. */
  cut(): void {
    for (const app of this.open) app.resetAndDestroy();
  }

  /** What is open now is dead, and nobody is told: so does a firewall that has lost what it knew. */
  forget(): void {
    for (const app of this.open) this.dead.add(app);
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(app: net.Socket): void {
    app.on("error", () => {});
    if (this.manner === "refuse") return void app.resetAndDestroy();
    const database = net.connect(this.socket);
    let isAnswerLost = false;
    // What has been in a hole never comes out of it again; new connections do when it has gone.
    const isSwallowed = () => {
      if (this.manner === "hole") this.dead.add(app);
      return this.dead.has(app);
    };
    app.on("data", (bytes) => {
      if (isSwallowed()) return;
      isAnswerLost ||= this.isToBeLost(bytes);
      database.write(bytes);
    });
    database.on("data", (bytes) => {
      if (isSwallowed()) return;
      if (isAnswerLost || Math.random() * 100 < this.resets) {
        app.resetAndDestroy();
        if (this.manner === "refuse") this.cut();
        return;
      }
      setTimeout(() => app.writable && app.write(bytes), this.delay);
    });
    this.open.add(app);
    // A hole does not tell one side that the other has gone.
    database.on("error", () => {}).on("close", () => isSwallowed() || app.destroy());
    app.on("close", () => {
      this.open.delete(app);
      if (!isSwallowed()) database.destroy();
    });
  }

  /** A statement ends with a zero in the message that carries it (Postgres protocol, message formats). */
  private isToBeLost(bytes: Buffer): boolean {
    if (this.lost.times === 0 || !bytes.includes(`${this.lost.statement}\0`)) return false;
    this.lost.times--;
    if (this.lost.times === 0) this.manner = this.afterwards;
    return true;
  }
}
