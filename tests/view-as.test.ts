import { desc, eq, ne } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { blobs, employees, events, profiles, sessions } from "@/db/schema/index";
import { keepBytes } from "@/lib/access/blobs";
import type { Reach } from "@/lib/access/permissions";
import { keepRefusal, refusalAt } from "@/lib/access/refusals";
import { endSession, endViewing, startSession, viewerOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";
import { updateCustomer } from "@/lib/customers/commands";
import { exportCustomers } from "@/lib/customers/export";
import { getCustomer } from "@/lib/customers/queries";
import { deactivatePerson, startViewing } from "@/lib/people/commands";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const device = { ip: null, userAgent: null };

type Door = ((viewer: Viewer, values: Record<string, unknown>) => Promise<unknown>) & { log?: string };
const modules = import.meta.glob<Record<string, Door>>("../lib/*/commands.ts", { eager: true });
const commands = Object.entries(modules).flatMap(([file, doors]) =>
  Object.entries(doors)
    .filter(([, door]) => typeof door === "function" && door.log)
    .map(([name, door]) => ({ name: `${file.slice(7)} ${name}`, door })),
);

let we: Cast;
let cookie: string;
let maija: Viewer;
beforeAll(async () => {
  we = await cast();
});
beforeEach(async () => {
  cookie = await startSession(we.maija.employeeId, "password", device);
  maija = await now();
});

/** Whoever the session stands for at this click. */
async function now(): Promise<Viewer> {
  const viewer = await viewerOf(cookie);
  if (!viewer) throw new Error("signed out");
  return viewer;
}

/** The newest lines of the log, without refusals, which are written beside the answer: who did what to whom. */
const lately = async (n: number) =>
  (await db.select().from(events).where(ne(events.action, "access.refused")).orderBy(desc(events.id)).limit(n)).map(
    ({ actorId, action, subjectId }) => ({
      actorId,
      action,
      subjectId,
    }),
  );

async function become(employeeId: number): Promise<Viewer> {
  await done(startViewing, maija, { id: employeeId });
  return now();
}

/** Somebody of the AB who may look with other people’s eyes. */
async function onlooker(reach: Reach[]): Promise<Viewer> {
  const grants = {
    customers: "edit",
    sales: "own",
    projects: "read",
    workOrders: "own",
    reports: "yes",
    registry: "yes",
  };
  const [profile] = await db
    .insert(profiles)
    .values({ name: `Katselija ${reach}`, grants: { ...grants, people: "yes", viewAs: "yes" }, reach })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.karin));
  cookie = await startSession(we.world.people.karin, "password", device);
  return now();
}

test("one sees what the other sees, in one’s own language, and the log names both", async () => {
  const { sven } = we.world.people;
  const viewing = await become(sven);
  expect(viewing.facts).toMatchObject({ employeeId: sven, locale: maija.facts.locale });
  expect(viewing.facts.viewedBy).toEqual({ employeeId: maija.employeeId, name: "Maija Hallavuo" });
  expect([viewing.can("people"), viewing.can("customers.edit")]).toEqual([false, true]);
  expect(await getCustomer(viewing, we.world.customers.berg, "fi")).toMatchObject({ sight: "full" });
  await expect(getCustomer(viewing, we.world.customers.wirtanen, "fi")).rejects.toThrow(absent);
  expect(await lately(1)).toEqual([{ actorId: maija.employeeId, action: "session.viewStarted", subjectId: sven }]);
  await endViewing(viewing);
  expect((await now()).facts).toMatchObject({ employeeId: maija.employeeId, viewedBy: null });
  expect(await lately(1)).toEqual([{ actorId: maija.employeeId, action: "session.viewEnded", subjectId: sven }]);
});

test("every command is refused, and nothing is written, whatever the other may do", async () => {
  const [administrator] = await db.select().from(profiles).where(eq(profiles.builtIn, "administrator"));
  await db.update(employees).set({ profileId: administrator?.id }).where(eq(employees.id, we.world.people.aino));
  const viewing = await become(we.world.people.aino);
  const before = [await lately(1), await db.$count(blobs)];
  const answers = await Promise.all(
    commands.map(async ({ name, door }) => {
      const register = door.log === "register" ? { register: "tags" } : {};
      return { name, answer: await door(viewing, { id: "1", ...register }).catch((error: Error) => error.message) };
    }),
  );
  const isRefused = (answer: unknown) => answer === absent || (answer as { ok: boolean }).ok === false;
  expect(answers.filter(({ answer }) => !isRefused(answer))).toEqual([]);
  const isSaid = (answer: unknown) => JSON.stringify(answer).includes("viewingAs");
  expect(answers.filter(({ answer }) => isSaid(answer)).length).toBeGreaterThan(50);
  await expect(keepBytes(viewing, never())).rejects.toMatchObject({ problems: { file: { key: "viewingAs" } } });
  expect([await lately(1), await db.$count(blobs)]).toEqual(before);
});

// biome-ignore lint/correctness/useYield: nobody may ask for the first byte
async function* never(): AsyncGenerator<Uint8Array> {
  throw new Error("read");
}

const words = {
  t: ((key: string) => key) as never,
  locale: "en",
  types: new Map(),
  timeZone: "UTC",
  fields: [],
} as const;

test("what is taken along is taken by the one who really sits there", async () => {
  const viewing = await become(we.aino.employeeId);
  await exportCustomers(viewing, { facts: { format: "xlsx" } }, words);
  expect(await lately(1)).toMatchObject([{ actorId: maija.employeeId, action: "customers.exported" }]);
  expect(viewing.actorName).toBe("Maija Hallavuo");
  const key = await keepRefusal(viewing, { values: {}, problems: {} });
  expect([await refusalAt(we.aino, key), await refusalAt(maija, key)]).toEqual([null, { values: {}, problems: {} }]);
});

test("it ends with the session, and with the other’s leaving", async () => {
  await become(we.world.people.nils);
  await endSession(cookie);
  expect(await viewerOf(cookie)).toBeNull();
  expect(await db.$count(sessions, eq(sessions.viewAsId, we.world.people.nils))).toBe(0);

  cookie = await startSession(we.maija.employeeId, "password", device);
  maija = await now();
  await become(we.world.people.nils);
  await done(deactivatePerson, await signedIn(we.maija.employeeId), { id: we.world.people.nils });
  expect((await now()).facts).toMatchObject({ employeeId: we.maija.employeeId, viewedBy: null });
  expect(await lately(1)).toMatchObject([{ action: "session.viewEnded", subjectId: we.world.people.nils }]);
  await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, we.world.people.nils));
});

test("it ends with the right, for good", async () => {
  const karin = await onlooker(["company"]);
  expect(await startViewing(karin, { id: we.world.people.nils })).toMatchObject({ ok: true });
  expect((await now()).employeeId).toBe(we.world.people.nils);
  const holders = eq(profiles.id, (await profileOf(karin)) ?? 0);
  const [held] = await db.select().from(profiles).where(holders);
  await db
    .update(profiles)
    .set({ grants: { customers: "edit" } })
    .where(holders);
  expect((await now()).employeeId).toBe(karin.employeeId);
  expect(await lately(1)).toEqual([
    { actorId: karin.employeeId, action: "session.viewEnded", subjectId: we.world.people.nils },
  ]);
  await db.update(profiles).set({ grants: held?.grants }).where(holders);
  expect((await now()).facts.viewedBy).toBeNull();
});

const profileOf = async ({ employeeId }: Viewer) =>
  (await db.select().from(employees).where(eq(employees.id, employeeId)))[0]?.profileId;

test("nobody looks with the eyes of somebody who holds more, or sees other customers by the same words", async () => {
  const refused = { problems: { "": { key: "holdsMore" } } };
  const karin = await onlooker(["company", "mine"]);
  expect(await startViewing(karin, { id: we.maija.employeeId })).toMatchObject(refused);
  expect(await startViewing(karin, { id: we.world.people.pieter })).toMatchObject(refused);
  expect(await startViewing(karin, { id: we.world.people.sven })).toMatchObject(refused);
  expect(await startViewing(karin, { id: we.world.people.nils })).toMatchObject({ ok: true });
  await endViewing(await now());
  const wide = await onlooker(["all"]);
  expect(await startViewing(wide, { id: we.world.people.sven })).toMatchObject({ ok: true });
  const viewing = await now();
  expect(await updateCustomer(viewing, { id: we.world.customers.ek, name: "Muutettu" })).toMatchObject({
    problems: { "": { key: "viewingAs" } },
  });
  await expect(startViewing(we.aino, { id: we.world.people.nils })).rejects.toThrow(absent);
  expect(await startViewing(we.maija, { id: we.maija.employeeId })).toMatchObject({ ok: false });
});
