import "server-only";
import { eq, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { employees } from "@/db/schema/index";
import { checkEmail } from "@/lib/contact-details";
import type { IdentityProvider } from "@/lib/identity-provider";
import { record } from "./audit";
import { networkOf } from "./network";
import { type Device, startSession } from "./sessions";
import { logRefusal, type SignedIn } from "./sign-in";
import { countAddressFailure } from "./throttle";

/** What the provider has signed about a person. */
export type Claims = { iss: string; sub: string; email?: unknown; email_verified?: unknown };

type Found = { employeeId: number } | { refused: string; employeeId: number | null };

/**
 * Signs in the person behind a provider's claims; null stands for an answer of the provider that does not hold. Every
 * refusal reads the same to the person; why it was is in the server's log.
 */
export async function signInByProvider(
  { issuer, name }: Pick<IdentityProvider, "issuer" | "name">,
  claims: Claims | null,
  device: Device,
): Promise<SignedIn> {
  const found = await foundBy(issuer, claims, networkOf(device.ip));
  if (!("refused" in found)) return { ok: true, cookie: await startSession(found.employeeId, "oidc", device) };
  console.warn(`sign-in with ${name} refused: ${found.refused}`);
  await countAddressFailure(device.ip ?? "unknown");
  await logRefusal(found.employeeId, "oidc", device);
  return { ok: false, problem: { key: "providerRefused", params: { provider: name } } };
}

/** The discovery document may speak for many organisations (Microsoft's "common"): only the issuer agreed on counts. */
async function foundBy(issuer: string, claims: Claims | null, network: string | null): Promise<Found> {
  if (!claims) return { refused: "no valid answer", employeeId: null };
  if (claims.iss === issuer) return personBehind(claims, network);
  return { refused: `the issuer is ${JSON.stringify(claims.iss)}, not OIDC_ISSUER`, employeeId: null };
}

/**
 * The subject decides. The first time an e-mail address does, when the provider has verified it and the person has no
 * subject yet; from then on the subject is theirs. Nobody is made here, and whoever has left is nobody.
 */
async function personBehind(claims: Claims, network: string | null): Promise<Found> {
  const subject = `${claims.iss} ${claims.sub}`;
  const who = JSON.stringify(subject);
  const email = verifiedEmail(claims);
  return db.transaction(async (tx) => {
    const people = await tx
      .select({
        employeeId: employees.id,
        subject: employees.oidcSubject,
        version: employees.version,
        deactivatedAt: employees.deactivatedAt,
      })
      .from(employees)
      .where(or(eq(employees.oidcSubject, subject), email ? eq(sql`lower(${employees.email})`, email) : undefined))
      .for("update");
    const known = people.find((person) => person.subject === subject);
    const person = known ?? people[0];
    if (!person) {
      return { refused: `${who} is nobody here${email ? "" : ", and its e-mail is not verified"}`, employeeId: null };
    }
    const { employeeId } = person;
    if (person.deactivatedAt) return { refused: `${who} is deactivated`, employeeId };
    if (known) return { employeeId };
    if (person.subject) return { refused: `${who} has the e-mail of somebody bound to another subject`, employeeId };
    const version = person.version + 1;
    await tx.update(employees).set({ oidcSubject: subject, version }).where(eq(employees.id, employeeId));
    await record(tx, {
      actorId: employeeId,
      action: "person.providerLinked",
      source: "web",
      subject: "employees",
      subjectId: employeeId,
      subjectVersion: version,
      changes: [{ field: "oidcSubject", before: null, after: subject }],
      network,
    });
    return { employeeId };
  });
}

/** Some providers write the word instead of the value. */
function verifiedEmail({ email, email_verified: verified }: Claims): string | null {
  if (typeof email !== "string" || (verified !== true && verified !== "true")) return null;
  const checked = checkEmail(email);
  return checked.ok ? checked.value : null;
}
