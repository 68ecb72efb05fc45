import path from "node:path";
import { type Cluster, databaseUrl, startPostgres } from "@/db/embedded";
import { prepareDemo } from "@/db/first-people";
import { migrateDatabase } from "@/db/migrate";
import { freePort, Server } from "../setup/server";
import { Visitor } from "./visitor";

const password = "only-for-tests";

/**
 * The demo company in a Postgres as the product runs it, with all its promises: what is committed is on the disk. Maija
 * has signed in.
 * @param home a folder that other users may enter
 * @param name of the server's log
 */
export async function startOwnRegister(
  home: string,
  name: string,
): Promise<{ cluster: Cluster; server: Server; maija: Visitor }> {
  const cluster = startPostgres(path.join(home, "postgres"));
  const url = databaseUrl(cluster);
  await migrateDatabase(url);
  await prepareDemo(url, password);
  const server = await new Server(name, await freePort(), { DATABASE_URL: url }).start();
  return { cluster, server, maija: await new Visitor(server.address).signIn("maija", password) };
}
