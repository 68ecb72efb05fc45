import { cloneTemplate, dropClone } from "./cluster";
import { freePort, Server } from "./server";

export { freePort };

/** The production build, served to one worker. Every journey file gets it with a fresh demo company. */
export class App {
  private server: Server | null = null;
  private file = "";
  databaseUrl = "";
  private readonly database: string;
  private readonly settings: (address: string) => NodeJS.Dict<string>;

  /** @param settings further environment of an app that is served at this address */
  constructor(name: number | string, settings: (address: string) => NodeJS.Dict<string> = () => ({})) {
    this.database = `journey_${name}`;
    this.settings = settings;
  }

  /**
   * The address of an app whose data only this file has touched. The app itself goes on from file to file: it keeps
   * nothing that is not in its database, which is taken away under it and comes back as new.
   */
  async freshFor(file: string): Promise<string> {
    if (this.server?.isRunning && this.file === file) return this.address;
    this.databaseUrl = await cloneTemplate(testServer(), this.database);
    if (!this.server?.isRunning) await this.start();
    this.file = file;
    return this.address;
  }

  get address(): string {
    return this.server?.address ?? "";
  }

  private async start(): Promise<void> {
    const port = await freePort();
    const settings = this.settings(`http://127.0.0.1:${port}`);
    this.server = new Server(this.database, port, { ...settings, DATABASE_URL: this.databaseUrl });
    await this.server.start();
  }

  async stop(): Promise<void> {
    if (!this.server) return;
    await this.server.stop();
    this.server = null;
    await dropClone(testServer(), this.database);
  }
}

/** The Postgres of the run, with the demo company as template. */
export function testServer(): string {
  const server = process.env.KUMPPANI_TEST_SERVER;
  if (!server) throw new Error("The journeys need their global setup.");
  return server;
}
