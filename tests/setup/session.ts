import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { withClient } from "@/db/migrate";
import { authSecret } from "./server";

const hour = 3600;

/**
 * A session of an hour, as a sign-in makes it.
 * @returns the value of the cookie that opens it
 * @throws Error when nobody has the address
 */
export async function openSession(databaseUrl: string, email: string): Promise<string> {
  const sid = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(sid).digest("hex");
  const { rowCount } = await withClient(databaseUrl, (db) =>
    db.execute(sql`insert into sessions (id_hash, employee_id, method, idle_until, ends_at)
      select ${hash}, id, 'password', now() + interval '1 hour', now() + interval '1 hour'
      from employees where email = ${email}`),
  );
  if (rowCount !== 1) throw new Error(`There is no ${email}.`);
  return encode({ token: { sid }, secret: authSecret, maxAge: hour });
}
