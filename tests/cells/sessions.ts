import { createHash, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { people } from "./people";
import type { Hired, Put } from "./world";

/** A session for everybody, and the cookie that opens it. */
export async function letIn(put: Put, employees: Hired, secret: string): Promise<Record<string, string>> {
  const cookies: Record<string, string> = {};
  const [past, ahead] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
  for (const [name, { comes, viewsAs }] of Object.entries(people)) {
    if (comes === "without cookie") continue;
    const sid = randomBytes(32).toString("base64url");
    await put("sessions", {
      id_hash: createHash("sha256").update(sid).digest("hex"),
      employee_id: viewsAs ? employees.administrator : employees[name],
      view_as_id: viewsAs ? employees[viewsAs] : null,
      method: "password",
      idle_until: comes === "idle" ? past : ahead,
      ends_at: comes === "late" ? past : ahead,
    });
    cookies[name] = `kumppani=${await encode({ token: { sid }, secret, maxAge: 3600 })}`;
  }
  return cookies;
}
