import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root,
      // Outside Next the package refuses to load; the tests are a server too.
      "server-only": path.join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    include: ["tests/*.test.ts"],
    globalSetup: "tests/setup/vitest.ts",
    setupFiles: "tests/setup/database.ts",
    pool: "forks",
    maxWorkers: 2,
    // A busy machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: {
      AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      // Nobody listens there: a test that asks a register starts its own stub, and none reaches the network.
      PRH_BASE_URL: "http://127.0.0.1:9/opendata-ytj-api/v3",
      BRREG_BASE_URL: "http://127.0.0.1:9/enhetsregisteret/api",
      PEPPOL_BASE_URL: "http://127.0.0.1:9/search/1.0",
    },
  },
});
