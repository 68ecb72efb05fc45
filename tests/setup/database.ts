import { afterAll, inject } from "vitest";
import { cloneTemplate } from "./cluster";

// Before each test file: a database of its own, in DATABASE_URL before anything can open it.
process.env.DATABASE_URL = await cloneTemplate(inject("databaseServer"), `worker_${process.env.VITEST_POOL_ID}`);

afterAll(async () => {
  if (!("kumppaniPools" in globalThis)) return;
  const { pools } = await import("@/db/client");
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
});
