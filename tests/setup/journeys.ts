import { prepareDemo } from "@/db/first-people";
import { RegistryStub } from "../registry/stub";
import { throwAwayCluster } from "./cluster";

export const demoPassword = "only-for-tests";

/**
 * Once per run: a Postgres with the demo company as template, and the business registers on loopback. The workers find
 * them in their environment, and so do the apps they serve.
 */
export default async function setUp() {
  const registers = await new RegistryStub().start();
  const { server, stop } = await throwAwayCluster((url) => prepareDemo(url, demoPassword));
  Object.assign(process.env, { KUMPPANI_TEST_SERVER: server, ...registers.environment });
  return async () => {
    await registers.stop();
    await stop();
  };
}
