import { prepareDemo } from "@/db/first-people";
import { throwAwayCluster } from "./cluster";

export const demoPassword = "only-for-tests";

/** Once per run: a Postgres with the demo company as template. The workers find it in their environment. */
export default async function setUp() {
  const { server, stop } = await throwAwayCluster((url) => prepareDemo(url, demoPassword));
  process.env.KUMPPANI_TEST_SERVER = server;
  return stop;
}
