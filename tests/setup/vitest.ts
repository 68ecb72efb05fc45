import type { TestProject } from "vitest/node";
import { throwAwayCluster } from "./cluster";

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: string;
  }
}

/** Once per run: a Postgres that every test file clones its database from. */
export default async function setUp(project: TestProject) {
  const { server, stop } = await throwAwayCluster();
  project.provide("databaseServer", server);
  return stop;
}
