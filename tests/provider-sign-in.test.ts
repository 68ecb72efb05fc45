import { desc, eq, like } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { employees, events, eventValues, loginFailures, sessions } from "@/db/schema/index";
import { type Claims, signInByProvider } from "@/lib/access/provider-sign-in";
import { viewerOf } from "@/lib/access/sessions";
import { signIn } from "@/lib/access/sign-in";
import { waitAtAddress, waitBefore } from "@/lib/access/throttle";
import { identityProvider, providerName } from "@/lib/identity-provider";
import { invitePerson, unlinkProvider } from "@/lib/people/commands";
import { peopleFilter } from "@/lib/people/filter";
import { getPerson, listPeople } from "@/lib/people/queries";
import { type Cast, cast, password } from "./cast";

const provider = { issuer: "https://id.example", name: "Pohja-ID" };
const device = { ip: "192.0.2.1", userAgent: "a browser" };
const refused = { ok: false, problem: { key: "providerRefused", params: { provider: "Pohja-ID" } } };

let we: Cast;
beforeAll(async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  we = await cast();
});
beforeEach(async () => {
  await db.update(employees).set({ oidcSubject: null });
  await db.delete(loginFailures);
});

const claims = (sub: string, email?: unknown, verified: unknown = true): Claims => ({
  iss: provider.issuer,
  sub,
  email,
  email_verified: verified,
});
const enter = (given: Claims | null) => signInByProvider(provider, given, device);
async function entered(given: Claims): Promise<number | undefined> {
  const outcome = await enter(given);
  return outcome.ok ? (await viewerOf(outcome.cookie))?.employeeId : undefined;
}
const subjectOf = async (id: number) =>
  (await db.select({ subject: employees.oidcSubject }).from(employees).where(eq(employees.id, id)))[0]?.subject;
const lastEvent = async (action: string) =>
  (await db.select().from(events).where(like(events.action, action)).orderBy(desc(events.id)).limit(1))[0];

describe("whoever the provider vouches for", () => {
  test("is found by the verified e-mail once, and by the subject from then on", async () => {
    const { employeeId, facts } = we.aino;
    expect(await entered(claims("a-1", facts.email.toUpperCase()))).toBe(employeeId);
    expect(await subjectOf(employeeId)).toBe("https://id.example a-1");
    expect(await entered(claims("a-1"))).toBe(employeeId);
    expect(await entered(claims("a-1", we.sven.facts.email))).toBe(employeeId);
    const linked = await lastEvent("person.providerLinked");
    expect(linked).toMatchObject({ actorId: employeeId, subject: "employees", subjectId: employeeId });
    expect(
      await db
        .select()
        .from(eventValues)
        .where(eq(eventValues.eventId, linked?.id ?? 0)),
    ).toMatchObject([{ field: "oidcSubject", before: null, after: "https://id.example a-1" }]);
  });

  test("gets a session of this house, logged with its method", async () => {
    await entered(claims("a-1", we.aino.facts.email));
    expect(await lastEvent("session.started")).toMatchObject({
      actorId: we.aino.employeeId,
      facts: { method: "oidc" },
    });
    const [session] = await db.select().from(sessions).orderBy(desc(sessions.createdAt)).limit(1);
    expect(session).toMatchObject({ employeeId: we.aino.employeeId, method: "oidc", ip: device.ip });
  });

  test("may have been invited and never had a password", async () => {
    const values = { firstName: "Kutsu", lastName: "Hallakorpi", email: "kutsu@firma.example" };
    const invited = await invitePerson(we.maija, { id: we.maija.facts.companyId, ...values });
    const id = invited.ok ? invited.result.id : 0;
    expect(await getPerson(we.maija, id)).toMatchObject({ isInvited: true, issuer: null });
    expect(await entered(claims("k-1", "kutsu@firma.example"))).toBe(id);
    expect(await getPerson(we.maija, id)).toMatchObject({ isInvited: false, issuer: provider.issuer });
  });

  test("comes several times at once and is bound once", async () => {
    const linked = () => db.$count(events, eq(events.action, "person.providerLinked"));
    const before = await linked();
    const all = await Promise.all([1, 2, 3].map(() => entered(claims("a-1", we.aino.facts.email))));
    expect(all).toEqual([1, 2, 3].map(() => we.aino.employeeId));
    expect(await linked()).toBe(before + 1);
  });
});

describe("nobody gets in", () => {
  test("by an e-mail that is not verified, unknown or no address", async () => {
    const { email } = we.aino.facts;
    const given = [claims("x", email, false), claims("x", email, null), claims("x", email, 1), claims("x")];
    const strange = [claims("x", "nobody@firma.example"), claims("x", "%"), claims("x", { email }), claims("x", "")];
    for (const one of [...given, ...strange]) expect(await enter(one), JSON.stringify(one)).toEqual(refused);
    expect(await subjectOf(we.aino.employeeId)).toBeNull();
    expect(await db.$count(employees, eq(employees.email, "nobody@firma.example"))).toBe(0);
  });

  test("by the e-mail of somebody who is bound to another subject", async () => {
    await entered(claims("a-1", we.aino.facts.email));
    expect(await enter(claims("a-2", we.aino.facts.email))).toEqual(refused);
    expect(await subjectOf(we.aino.employeeId)).toBe("https://id.example a-1");
  });

  test("who has been deactivated, by subject or by e-mail", async () => {
    await entered(claims("p-1", we.pieter.facts.email));
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.pieter.employeeId));
    expect(await enter(claims("p-1", we.aino.facts.email))).toEqual(refused);
    await db.update(employees).set({ oidcSubject: null }).where(eq(employees.id, we.pieter.employeeId));
    expect(await enter(claims("p-1", we.pieter.facts.email))).toEqual(refused);
    expect(await subjectOf(we.pieter.employeeId)).toBeNull();
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, we.pieter.employeeId));
  });

  test("from another issuer, or without an answer that holds", async () => {
    const foreign = { ...claims("a-1", we.aino.facts.email), iss: "https://id.example/other" };
    expect(await enter(foreign)).toEqual(refused);
    expect(await enter(null)).toEqual(refused);
    expect(await lastEvent("session.refused")).toMatchObject({ subjectId: null });
  });

  test("after twenty refusals from one address, which leave other addresses and the accounts alone", async () => {
    const { email } = we.aino.facts;
    for (let attempt = 0; attempt < 20; attempt++) await enter(claims("x", email, false));
    expect(await waitAtAddress("192.0.2.1")).toBeGreaterThan(0);
    expect(await waitBefore("192.0.2.1", "sven@firma.example")).toBeGreaterThan(0);
    expect(await waitAtAddress("192.0.2.2")).toBe(0);
    expect(await waitBefore("192.0.2.2", email)).toBe(0);
  });
});

describe("an administrator", () => {
  test("sees who signs in with the provider and takes the account away, with its sessions", async () => {
    const outcome = await enter(claims("a-1", we.aino.facts.email));
    const { employeeId: id } = we.aino;
    const listed = await listPeople(we.maija, peopleFilter({}), "fi");
    expect(listed.filter(({ issuer }) => issuer)).toMatchObject([{ id, issuer: "https://id.example" }]);
    expect(await unlinkProvider(we.maija, { id })).toMatchObject({ ok: true });
    expect(await viewerOf(outcome.ok ? outcome.cookie : "")).toBeNull();
    expect(await lastEvent("person.providerUnlinked")).toMatchObject({ actorId: we.maija.employeeId, subjectId: id });
    await expect(unlinkProvider(we.maija, { id })).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    await expect(unlinkProvider(we.sven, { id })).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    expect(await entered(claims("a-2", we.aino.facts.email))).toBe(id);
  });
});

describe("the environment", () => {
  const whole = {
    OIDC_ISSUER: "https://id.example",
    OIDC_CLIENT_ID: "kumppani",
    OIDC_CLIENT_SECRET: "secret",
    PUBLIC_URL: "https://crm.example",
  };

  test("names a provider with all it needs, or none", () => {
    expect(identityProvider({ PUBLIC_URL: whole.PUBLIC_URL })).toBeNull();
    expect(identityProvider(whole)).toMatchObject({ issuer: whole.OIDC_ISSUER, name: "id.example", isOnlyWay: false });
    expect(identityProvider({ ...whole, OIDC_NAME: "Pohja-ID", OIDC_ONLY: "1" })).toMatchObject({
      name: "Pohja-ID",
      isOnlyWay: true,
    });
    expect(() => identityProvider({ OIDC_ISSUER: whole.OIDC_ISSUER })).toThrow(
      "Missing: OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL.",
    );
    expect(() => identityProvider({ OIDC_ONLY: "1" })).toThrow("Missing: OIDC_ISSUER");
    for (const OIDC_ISSUER of ["http://id.example", "id.example", "http://127.0.0.1.evil.example", "https://x?y"]) {
      expect(() => identityProvider({ ...whole, OIDC_ISSUER }), OIDC_ISSUER).toThrow("OIDC_ISSUER");
    }
    expect(identityProvider({ ...whole, OIDC_ISSUER: "http://127.0.0.1:4000" })).toMatchObject({
      name: "127.0.0.1:4000",
    });
  });

  test("may make the provider the only way in: passwords are refused as wrong ones are", async () => {
    const { email } = we.aino.facts;
    expect(await signIn(email, password, device)).toMatchObject({ ok: true });
    Object.assign(process.env, whole, { OIDC_ONLY: "1", OIDC_NAME: "Pohja-ID" });
    const only = await signIn(email, password, device);
    expect([providerName("https://id.example"), providerName("https://old.example/x")]).toEqual([
      "Pohja-ID",
      "old.example",
    ]);
    for (const name of [...Object.keys(whole), "OIDC_ONLY", "OIDC_NAME"]) delete process.env[name];
    expect(only).toEqual({ ok: false, problem: { key: "signInFailed" } });
  });
});
