import { afterAll, inject } from "vitest";
import { cloneTemplate, dropClone } from "./cluster";

// Before each test file: a database of its own, in DATABASE_URL before anything can open it.

const server = inject("databaseServer");
const name = `file_${process.pid}_${process.env.VITEST_POOL_ID}`;
process.env.DATABASE_URL = await cloneTemplate(server, name);

afterAll(async () => {
  if ("kumppaniPools" in globalThis) {
    const { pools } = await import("@/db/client");
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  }
  await dropClone(server, name);
});
