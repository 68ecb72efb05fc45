import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

test("the server's log has the statement that failed, and nothing of what was typed", () => {
  const script = `
    const { drizzle } = await import("drizzle-orm/node-postgres");
    const { sql } = await import("drizzle-orm");
    const db = drizzle(process.env.DATABASE_URL);
    for (const value of ["CANARY-typed\\nparams: CANARY-twice", "CANARY-number"])
      await db.execute(sql\`select \${value}::int\`).catch((error) => console.error("form failed:", error));
    await db.execute(sql\`insert into companies (country, name) values (null, \${"CANARY-row"})\`).catch(console.error);
    process.exit();`;
  const preload = ["--import", "./lib/cli/log-without-values.mjs", "--input-type=module", "--eval", script];
  const log = execFileSync("/bin/sh", ["-c", 'exec "$0" "$@" 2>&1', process.execPath, ...preload], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
  expect(log.match(/Failed query: select \$1::int/g)?.length).toBeGreaterThan(1);
  expect(log).toContain("23502");
  expect(log).not.toContain("CANARY");
});
