import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { companies, employees, profiles, settings, setUpTokens } from "@/db/schema/index";
import type { Problem } from "@/lib/errors";
import { identityProvider } from "@/lib/identity-provider";
import { record } from "./audit";
import { networkOf } from "./network";
import { hashPassword, passwordMatches } from "./passwords";
import { note } from "./refused";
import { type Device, startSession } from "./sessions";
import { countFailure, forgiveFailures, waitBefore } from "./throttle";

export type SignedIn = { ok: true; cookie: string } | { ok: false; problem: Problem };

/**
 * Signs somebody in with e-mail and password. Unknown address, wrong password and a deactivated person get one and the
 * same answer after the same time; so does everybody where the identity provider is the only way in.
 */
export async function signIn(email: string, password: string, device: Device): Promise<SignedIn> {
  const account = email.trim().toLowerCase().slice(0, 254);
  const ip = device.ip ?? "unknown";
  const minutes = await waitBefore(ip, account);
  if (minutes > 0) {
    note({ action: "session.throttled", actorId: null, network: networkOf(ip), facts: { method: "password" } });
    return { ok: false, problem: { key: "tooManyAttempts", params: { minutes } } };
  }

  const [employee] = await db
    .select({ id: employees.id, passwordHash: employees.passwordHash, deactivatedAt: employees.deactivatedAt })
    .from(employees)
    .where(eq(sql`lower(${employees.email})`, account));
  const known = employee && !employee.deactivatedAt ? employee.passwordHash : null;
  const isRight = await passwordMatches(known, password.slice(0, 1_000));
  if (!isRight || identityProvider()?.isOnlyWay) {
    await countFailure(ip, account);
    await logRefusal(employee?.id ?? null, "password", device);
    return { ok: false, problem: { key: "signInFailed" } };
  }
  await forgiveFailures(ip, account);
  return { ok: true, cookie: await startSession((employee as { id: number }).id, "password", device) };
}

/** @param subjectId whom the attempt was for, where that is known */
export const logRefusal = (subjectId: number | null, method: "password" | "oidc", device: Device) =>
  record(db, {
    actorId: null,
    action: "session.refused",
    source: "web",
    subject: "employees",
    subjectId,
    subjectVersion: null,
    changes: [],
    facts: { method },
    network: networkOf(device.ip),
  });

export const tokenHashOf = (token: string) => createHash("sha256").update(token).digest("hex");

export type SetUp = { purpose: "first-administrator" } | { purpose: "password"; employeeId: number; email: string };

/** What a one-time link is for, or null: unknown, used, too old, or no longer needed. */
export async function setUpOf(token: string): Promise<SetUp | null> {
  const [found] = await db
    .select({ purpose: setUpTokens.purpose, employeeId: employees.id, email: employees.email })
    .from(setUpTokens)
    .leftJoin(employees, and(eq(employees.id, setUpTokens.employeeId), isNull(employees.deactivatedAt)))
    .where(usable(token));
  if (!found) return null;
  if (found.purpose === "first-administrator")
    return (await db.$count(employees)) === 0 ? { purpose: found.purpose } : null;
  return found.employeeId && found.email
    ? { purpose: "password", employeeId: found.employeeId, email: found.email }
    : null;
}

const usable = (token: string) =>
  and(eq(setUpTokens.tokenHash, tokenHashOf(token)), isNull(setUpTokens.usedAt), gt(setUpTokens.expiresAt, sql`now()`));

type FirstAdministrator = { email: string; firstName: string; lastName: string; organisation: string; country: string };

/** Uses the link up, once: makes the first administrator with their company, or sets the person's password. Signs in. */
export async function takeSetUp(
  token: string,
  password: string,
  first: FirstAdministrator | null,
  device: Device,
): Promise<SignedIn> {
  const passwordHash = await hashPassword(password);
  const network = networkOf(device.ip);
  const employeeId = await db.transaction(async (tx) => {
    const [used] = await tx
      .update(setUpTokens)
      .set({ usedAt: sql`now()` })
      .where(usable(token))
      .returning({ purpose: setUpTokens.purpose, employeeId: setUpTokens.employeeId });
    if (!used) return null;
    const id = used.employeeId ?? (first && (await firstAdministrator(tx, first)));
    if (!id) return null;
    await tx.update(employees).set({ passwordHash }).where(eq(employees.id, id));
    await record(tx, {
      actorId: id,
      action: "person.passwordSet",
      source: "web",
      subject: "employees",
      subjectId: id,
      subjectVersion: null,
      changes: [],
      network,
    });
    return id;
  });
  if (!employeeId) {
    note({ action: "session.refused", actorId: null, network, facts: { method: "set-up" } });
    return { ok: false, problem: { key: "linkUsed" } };
  }
  return { ok: true, cookie: await startSession(employeeId, "set-up", device) };
}

async function firstAdministrator(tx: Parameters<Parameters<typeof db.transaction>[0]>[0], first: FirstAdministrator) {
  if ((await tx.$count(employees)) > 0) return null;
  const { organisation, country, ...person } = first;
  const [company] = await tx.insert(companies).values({ name: organisation, country }).returning({ id: companies.id });
  const [profile] = await tx.select({ id: profiles.id }).from(profiles).where(eq(profiles.builtIn, "administrator"));
  if (!company || !profile) return null;
  await tx.update(settings).set({ organisationName: organisation });
  const [employee] = await tx
    .insert(employees)
    .values({ ...person, companyId: company.id, profileId: profile.id })
    .returning({ id: employees.id });
  return employee?.id ?? null;
}
