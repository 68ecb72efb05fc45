import { desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customers, events, groups, profiles } from "@/db/schema/index";
import { openFile } from "@/lib/access/blobs";
import { networkOf } from "@/lib/access/network";
import { refusalsWritten } from "@/lib/access/refused";
import { categoryOf, type SecurityAction } from "@/lib/access/security-actions";
import { endSession, endViewing, startSession, viewerOf } from "@/lib/access/sessions";
import { signIn, takeSetUp } from "@/lib/access/sign-in";
import type { Viewer } from "@/lib/access/viewer";
import { renewFeed, revokeFeed } from "@/lib/calendar/commands";
import { deleteCustomer, restoreFromBin, updateCustomer } from "@/lib/customers/commands";
import { exportCustomers } from "@/lib/customers/export";
import { getCustomer } from "@/lib/customers/queries";
import { endOtherSessions } from "@/lib/employees/commands";
import { updateSellers } from "@/lib/groups/commands";
import {
  deactivatePerson,
  endSessions,
  makeSignInLink,
  reactivatePerson,
  startViewing,
  updatePerson,
} from "@/lib/people/commands";
import { createProfile, deleteProfile } from "@/lib/profiles/commands";
import { exportSecurityLog } from "@/lib/security-log/export";
import { securityFilter } from "@/lib/security-log/filter";
import { listSecurityLog } from "@/lib/security-log/queries";
import { sentenceOf } from "@/lib/security-log/words";
import { flipSwitch } from "@/lib/settings/commands";
import catalog from "@/messages/en.json";
import { type Cast, cast, password } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const office = { ip: "192.0.2.77", userAgent: "Firefox\r\n\u001b[31m" };
const network = "192.0.2.0/24";
const t = createTranslator({ locale: "en", messages: catalog, timeZone: "UTC" }) as never;
const words = { t, locale: "en", types: new Map(), timeZone: "UTC", fields: [] } as const;

let we: Cast;
let maija: Viewer;
let cookie: string;
let from = 0;
beforeAll(async () => {
  we = await cast();
  cookie = await startSession(we.maija.employeeId, "password", office);
  maija = (await viewerOf(cookie, office.ip)) as Viewer;
});
beforeEach(mark);

async function mark() {
  await refusalsWritten();
  const [last] = await db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1);
  from = last?.id ?? 0;
}

/** The lines of the security log since the mark. */
async function lines() {
  await refusalsWritten();
  return (await db.select().from(events).where(gt(events.id, from)).orderBy(events.id)).filter(
    ({ category }) => category,
  );
}

const read = (viewer: Viewer) => listSecurityLog(viewer, securityFilter({}));

/** Equal refusals are counted by the minute of the clock. */
async function minuteWithRoom() {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 8_000) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

test("a network is told from an address, and nothing else passes for one", () => {
  expect(networkOf("192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("::ffff:192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1::/48");
  expect(networkOf("2001:DB8::1")).toBe("2001:db8::/48");
  expect(networkOf("::1")).toBe("::/48");
  for (const none of [null, undefined, "", "unknown", "192.0.2.77\r\nX: y", "\u001b[31m", "fe80::1%eth0", "1.2.3"])
    expect(networkOf(none)).toBeNull();
});

describe("what is done makes one line, of its kind, with who, on whom and from which network", () => {
  type Deed = [action: SecurityAction, does: () => Promise<unknown>, subjectId?: () => number];
  const nils = () => we.world.people.nils;
  let fresh = 0;
  const deeds: Deed[] = [
    ["customers.exported", () => exportCustomers(maija, { facts: { format: "csv" } }, words)],
    ["securityLog.exported", () => exportSecurityLog(maija, wish("csv"), { t, locale: "en" })],
    ["file.downloaded", () => openFile(maija, we.world.files.aholaContract), () => we.world.files.aholaContract],
    ["calendarFeed.renewed", () => done(renewFeed, maija, { tokenHash: "a".repeat(64) })],
    ["calendarFeed.revoked", async () => done(revokeFeed, maija, { id: await feedOf(maija) })],
    ["customer.deleted", () => done(deleteCustomer, maija, { id: we.world.customers.ek }), () => we.world.customers.ek],
    ["customer.restored", () => done(restoreFromBin, maija, { id: we.world.customers.ek })],
    ["session.othersEnded", () => done(endOtherSessions, maija, {})],
    ["person.sessionsEnded", () => done(endSessions, maija, { id: nils() }), nils],
    ["person.linkMade", () => makeSignInLink(maija, { id: nils() }), nils],
    ["person.updated", () => done(updatePerson, maija, { id: nils(), isSeller: "on" }), nils],
    ["person.deactivated", () => done(deactivatePerson, maija, { id: nils() }), nils],
    ["person.reactivated", () => done(reactivatePerson, maija, { id: nils() }), nils],
    ["settings.switched", () => done(flipSwitch, maija, { id: 1, name: "wonMakesActive", to: "off" })],
    ["profile.created", async () => (fresh = await done(createProfile, maija, { id: await model(), name: "Uusi" }))],
    ["profile.deleted", () => done(deleteProfile, maija, { id: fresh }), () => fresh],
    ["session.viewStarted", () => done(startViewing, maija, { id: nils() }), nils],
    ["session.viewEnded", async () => endViewing((await viewerOf(cookie, office.ip)) as Viewer), nils],
    [
      "session.started",
      async () => (other = await startSession(maija.employeeId, "oidc", office)),
      () => maija.employeeId,
    ],
    ["session.ended", () => endSession(other, office.ip), () => maija.employeeId],
  ];
  let other = "";

  test.each(deeds)("%s", async (action, does, subjectId) => {
    await does();
    const told = await lines();
    expect(told.map((line) => line.action)).toEqual([action]);
    expect(told[0]).toMatchObject({ actorId: maija.employeeId, category: categoryOf(action), network });
    if (subjectId) expect(told[0]?.subjectId).toBe(subjectId());
    expect(sentenceOf({ ...told[0], actorName: "Maija Hallavuo", personName: "Nils" } as never, t)).toContain("Maija");
  });

  test("a group’s sellers", async () => {
    const [group] = await db.select().from(groups).limit(1);
    await done(updateSellers, maija, { id: group?.id, sellers: [] });
    expect(await lines()).toMatchObject([{ action: "group.sellersChanged", category: "rights", network }]);
  });
});

const wish = (format: "csv" | "xlsx") => ({ filter: securityFilter({}), format, about: [] });
const model = async () => (await db.select().from(profiles).where(eq(profiles.builtIn, "employee")))[0]?.id ?? 0;
async function feedOf({ employeeId }: Viewer): Promise<number> {
  const found = await db.execute<{ id: number }>(sql`select id from calendar_feeds where employee_id = ${employeeId}`);
  return Number(found.rows[0]?.id);
}

describe("signing in", () => {
  test("refused, and by which way; whoever is unknown is not named", async () => {
    const { email } = we.aino.facts;
    expect(await signIn(email, "wrong", office)).toMatchObject({ ok: false });
    expect(await signIn("nobody@nowhere.example", "wrong", office)).toMatchObject({ ok: false });
    const told = await lines();
    const line = { action: "session.refused", actorId: null, network, facts: { method: "password" } };
    expect(told).toMatchObject([
      { ...line, subjectId: we.aino.employeeId },
      { ...line, subjectId: null },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/nowhere|wrong|Firefox|192\.0\.2\.77/);
    expect(await signIn(email, password, office)).toMatchObject({ ok: true });
    expect((await lines()).at(-1)).toMatchObject({ action: "session.started", facts: { method: "password" } });
  });

  test("by a one-time link: used once, then refused", async () => {
    const outcome = await makeSignInLink(maija, { id: we.world.people.nils });
    const token = outcome.ok ? outcome.result.token : "";
    await mark();
    expect(await takeSetUp(token, "Hallakuura-2027", null, office)).toMatchObject({ ok: true });
    expect(await takeSetUp(token, "Hallakuura-2028", null, office)).toMatchObject({ ok: false });
    expect((await lines()).map(({ action, facts }) => [action, facts?.method])).toEqual([
      ["person.passwordSet", undefined],
      ["session.started", "set-up"],
      ["session.refused", "set-up"],
    ]);
  });

  test("while it is throttled is counted, not repeated", async () => {
    await minuteWithRoom();
    const from = { ip: "198.51.100.9", userAgent: null };
    for (let i = 0; i < 25; i++) await signIn(we.aino.facts.email, "wrong", from);
    const told = await lines();
    expect(told.filter(({ action }) => action === "session.refused")).toHaveLength(5);
    expect(told.filter(({ action }) => action === "session.throttled").map(({ facts }) => facts?.times)).toEqual([
      undefined,
      10,
    ]);
  });
});

describe("a refusal", () => {
  test("for lack of a right names the right", async () => {
    await expect(read(we.aino)).rejects.toThrow(absent);
    await refusalsWritten();
    await expect(deleteCustomer(we.sven, { id: we.world.customers.berg })).rejects.toThrow(absent);
    expect(await lines()).toMatchObject([
      { action: "access.refused", category: "refused", actorId: we.aino.employeeId, facts: { right: "audit" } },
      { action: "access.refused", actorId: we.sven.employeeId, facts: { right: "deleteCustomer" } },
    ]);
  });

  test("of a row out of reach names the row; one that is not there was not refused", async () => {
    const { wirtanen } = we.world.customers;
    const line = { action: "access.refused", actorId: we.sven.employeeId, subject: "customers", subjectId: wirtanen };
    await expect(getCustomer(we.sven, wirtanen, "fi")).rejects.toThrow(absent);
    await expect(updateCustomer(we.sven, { id: wirtanen, name: "Kaapattu" })).rejects.toThrow(absent);
    await expect(getCustomer(we.sven, 987_654_321, "fi")).rejects.toThrow(absent);
    await expect(updateCustomer(we.sven, { id: 987_654_321, name: "Kaapattu" })).rejects.toThrow(absent);
    const [binned] = await db.select().from(customers).where(isNotNull(customers.deletedAt));
    await expect(getCustomer(maija, binned?.id ?? 0, "fi")).rejects.toThrow(absent);
    await expect(openFile(we.pieter, we.world.files.aholaContract)).rejects.toThrow(absent);
    const told = await lines();
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...line, facts: {} }),
        expect.objectContaining({ ...line, facts: { command: "customer.updated" } }),
        expect.objectContaining({ subject: "files", actorId: we.pieter.employeeId }),
      ]),
    );
    expect(told.every(({ customerId }) => customerId === null)).toBe(true);
    expect(JSON.stringify(told)).not.toContain("Kaapattu");
  });

  test("asked again and again is counted: 250 times are three lines", async () => {
    await minuteWithRoom();
    for (let i = 0; i < 250; i++) await expect(read(we.pieter)).rejects.toThrow(absent);
    await expect(read(we.nils)).rejects.toThrow(absent);
    const told = await lines();
    expect(told.filter(({ actorId }) => actorId === we.nils.employeeId)).toHaveLength(1);
    const times = told.filter(({ actorId }) => actorId === we.pieter.employeeId).map(({ facts }) => facts?.times ?? 1);
    expect(times.toSorted()).toEqual([1, 10, 100]);
  });

  test("that cannot be written fails nothing", async () => {
    await db.execute(sql`alter table login_failures rename to elsewhere`);
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    try {
      await expect(read(we.sven)).rejects.toThrow(absent);
      await refusalsWritten();
      expect(told).toHaveBeenCalledTimes(1);
    } finally {
      told.mockRestore();
      await db.execute(sql`alter table elsewhere rename to login_failures`);
    }
    expect(await lines()).toEqual([]);
  });
});
