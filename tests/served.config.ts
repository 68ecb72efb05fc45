import { defineConfig } from "vitest/config";
import nouns from "./vitest.config.ts";

/** Tests against the production build, each with apps of its own (tests/setup/app.ts). They share two cores. */
export default defineConfig({
  ...nouns,
  test: {
    ...nouns.test,
    include: ["tests/{cells,faults}/*.test.ts"],
    globalSetup: "tests/setup/journeys.ts",
    setupFiles: [],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
  },
});
