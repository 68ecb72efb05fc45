import { createHash, randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { seedDemo, setDemoPasswords } from "./demo.ts";
import { withClient } from "./migrate.ts";
import { employees, setUpTokens } from "./schema/index.ts";

/**
 * Fills an empty database with the demo company and gives the demo people a password.
 * @returns false when nobody of the demo is here any more
 */
export function prepareDemo(url: string, password: string): Promise<boolean> {
  return withClient(url, async (db) => {
    const passwordHash = await hash(password);
    if (await isEmpty(db)) await seedDemo(db, { passwordHash });
    return (await setDemoPasswords(db, passwordHash)) > 0;
  });
}

/**
 * Makes a one-time link for the first administrator, and ends earlier ones.
 * @returns the token, valid for a day, or null when somebody is there already
 */
export function firstAdministratorToken(url: string): Promise<string | null> {
  return withClient(url, async (db) => {
    if (!(await isEmpty(db))) return null;
    const token = randomBytes(32).toString("base64url");
    await db.delete(setUpTokens).where(eq(setUpTokens.purpose, "first-administrator"));
    await db.insert(setUpTokens).values({
      tokenHash: createHash("sha256").update(token).digest("hex"),
      purpose: "first-administrator",
      expiresAt: sql`now() + interval '1 day'`,
    });
    return token;
  });
}

async function isEmpty(db: NodePgDatabase): Promise<boolean> {
  return (await db.$count(employees)) === 0;
}
