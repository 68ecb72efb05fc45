import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addresses, customers, jobs, registryComparisons, settings } from "@/db/schema/index";
import { retryJob } from "@/lib/jobs/commands";
import { startRegistryCheck } from "@/lib/registry-checks/commands";
import { checkPreview, countOutcomes } from "@/lib/registry-checks/queries";
import { checkedOf, leftOutReasons } from "@/lib/registry-checks/rules";
import { type Cast, cast, having, signedIn } from "./cast";
import {
  companies,
  comparisonsOf,
  freshStub,
  jobOf,
  knownCompany,
  outcomesOf,
  prhAnswer,
  startCheck,
  wakeUp,
  work,
} from "./checking";
import { done, lastLine } from "./doing";
import type { RegistryStub } from "./registry/stub";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let stub: RegistryStub;

beforeAll(async () => {
  we = await cast();
});
beforeEach(async () => {
  stub = await freshStub();
});
afterEach(() => stub.stop());

const idOf = (key: keyof Cast["world"]["customers"]) => we.world.customers[key];

/** A company of the Oy that the register knows under another name. */
const known = (name?: string) => knownCompany(stub, we.maija.facts.companyId, name);

const checked = async (...ids: number[]) => work(await startCheck(we.maija, ids));

describe("starting", () => {
  const different: (keyof Cast["world"]["customers"])[] = [
    "akerblom",
    "archived",
    "household",
    "inHouse",
    "berg",
    "wirtanen",
  ];

  test("says whom it takes, and whom it leaves out and why", async () => {
    const which = { members: different.map(idOf) };
    const preview = await checkPreview(we.maija, which);
    expect(preview.checked).toBe(1);
    expect(Object.fromEntries(leftOutReasons.map((reason) => [reason, preview.leftOut(reason)]))).toEqual({
      notOpen: 0,
      archived: 1,
      notCompany: 2,
      otherCountry: 1,
      registerOff: 0,
      noId: 1,
    });
    const job = await jobOf(await startCheck(we.maija, which.members));
    expect(job).toMatchObject({ total: 1, done: 0, status: "open", employeeId: we.maija.employeeId });
    expect(await lastLine("jobs", job.id, "registryCheck.started")).toMatchObject({ by: we.maija.employeeId });
  });

  test("takes a number inside the VAT number, and leaves out whose register is off", async () => {
    const [company] = await companies(1, we.maija.facts.companyId, { businessId: null, vatNumber: "FI92000007" });
    const which = { members: [company?.id ?? 0] };
    expect((await checkPreview(we.maija, which)).checked).toBe(1);
    await db.update(settings).set({ registers: ["brreg"] });
    const maija = await signedIn(we.maija.employeeId);
    expect((await checkPreview(maija, which)).leftOut("registerOff")).toBe(1);
    expect(await startRegistryCheck(maija, { members: which.members.map(String) })).toMatchObject({
      problems: { "": { key: "checkNobody" } },
    });
    expect(await db.$count(jobs)).toBe(0);
    await db.update(settings).set({ registers: ["prh", "brreg"] });
  });

  test("of all that the list finds, once for a form sent twice", async () => {
    await known();
    const values = { filter: "q=Tarkistettava", formKey: "check-twice-1" };
    const [once, twice] = [
      await done(startRegistryCheck, we.maija, values),
      await done(startRegistryCheck, we.maija, values),
    ];
    expect(twice).toBe(once);
    const found = await checkPreview(we.maija, { filter: "q=Tarkistettava" });
    expect((await jobOf(once)).total).toBe(found.checked);
    expect(found.checked).toBeGreaterThan(0);
  });

  test("needs both rights; nonsense finds nobody", async () => {
    const members = [String(idOf("akerblom"))];
    const grants: Record<string, string>[] = [{ registry: "no" }, { customers: "read" }];
    for (const lacking of grants) {
      const viewer = having(we.maija, lacking);
      await expect(startRegistryCheck(viewer, { members })).rejects.toThrow(absent);
      await expect(checkPreview(viewer, { members: [1] })).rejects.toThrow(absent);
    }
    for (const values of [
      {},
      { members: ["x"] },
      { members: ["-1"] },
      { members: ["999999999"] },
      { filter: "q=\u0000%" },
      { filter: "x".repeat(9_000) },
      { total: "5" },
    ]) {
      expect(await startRegistryCheck(we.maija, values)).toMatchObject({ ok: false });
    }
  });

  test("a seller checks only customers within reach", async () => {
    const sven = having(we.sven, { registry: "yes", customers: "edit" });
    const [mine] = await companies(1, sven.facts.companyId, { ownerId: sven.employeeId });
    const ids = [mine?.id ?? 0, idOf("akerblom"), idOf("oljymaki")];
    const id = await startCheck(sven, ids);
    expect(Object.keys(await outcomesOf(id))).toEqual([String(mine?.id)]);
    expect(await countOutcomes(sven, id)).toEqual(new Map([[null, 1]]));
  });
});

describe("each customer", () => {
  test("that differs waits in the queue, with what the register said and the job that found it", async () => {
    const company = await known("Toinen Nimi Oy");
    const job = await checked(company.id);
    expect(job).toMatchObject({ status: "done", done: 1, total: 1 });
    expect(await comparisonsOf(company.id)).toMatchObject([
      { queued: true, jobId: job.id, askedBy: null, register: "prh", status: "active", closedAt: null },
    ]);
    const [found] = await comparisonsOf(company.id);
    expect(found?.differing).toContain("name");
    expect(await db.$count(customers, eq(customers.name, "Toinen Nimi Oy"))).toBe(0);
  });

  test("that agrees with its register is left alone, whatever addresses others have", async () => {
    const company = await known();
    const isIt = eq(customers.id, company.id);
    await db
      .update(customers)
      .set({ name: "Havukallion Mittalaite Oy", website: "https://www.havukallionmittalaite.example" })
      .where(isIt);
    const place = { street: "Pajakuja 4 B 12", postalCode: "00510", city: "Helsinki", country: "FI" };
    await db.insert(addresses).values({ ...place, customerId: company.id, isHeadOffice: true });
    const job = await checked(company.id);
    expect(await outcomesOf(job.id)).toEqual({ [company.id]: "same" });
    expect(await comparisonsOf(company.id)).toEqual([]);

    await db.update(addresses).set({ street: "Muualla 1" }).where(eq(addresses.customerId, company.id));
    await checked(company.id);
    expect(await comparisonsOf(company.id)).toMatchObject([{ differing: expect.arrayContaining(["address"]) }]);
  });

  test("a newer answer takes the place of the older, and what was left is not offered again", async () => {
    const company = await known("Toinen Nimi Oy");
    await checked(company.id);
    await checked(company.id);
    const [older, newer] = await comparisonsOf(company.id);
    expect(older).toMatchObject({ closedAs: "replaced" });
    expect(newer).toMatchObject({ closedAs: null });
    await db
      .update(registryComparisons)
      .set({ closedAt: new Date(), closedAs: "kept" })
      .where(eq(registryComparisons.id, newer?.id ?? 0));
    const again = await checked(company.id);
    expect(await outcomesOf(again.id)).toEqual({ [company.id]: "same" });
    expect(await comparisonsOf(company.id)).toHaveLength(2);
  });

  test("ends in one of six ways", async () => {
    const [gone, wrong, lost, leaving, unread] = await companies(5, we.maija.facts.companyId);
    const members = [gone, wrong, lost, leaving, unread].map((company) => company?.id ?? 0);
    const id = await startCheck(we.maija, members);
    await db
      .update(customers)
      .set({ businessId: "1234567-0" })
      .where(eq(customers.id, wrong?.id ?? 0));
    await db
      .update(customers)
      .set({ businessId: null })
      .where(eq(customers.id, lost?.id ?? 0));
    await db
      .update(customers)
      .set({ archivedAt: new Date() })
      .where(eq(customers.id, leaving?.id ?? 0));
    stub.answer(unread?.businessId ?? "", { status: 200, body: "<html>" });
    for (let rests = 0; rests < 3 && (await work(id)).status === "open"; rests++) await wakeUp(id);
    expect(await outcomesOf(id)).toEqual({
      [members[0] ?? 0]: "notFound",
      [members[1] ?? 0]: "invalidId",
      [members[2] ?? 0]: "skipped",
      [members[3] ?? 0]: "skipped",
      [members[4] ?? 0]: "failed",
    });
    expect(await jobOf(id)).toMatchObject({ status: "done", done: 5 });
    expect(checkedOf(5, await countOutcomes(we.maija, id))).toBe(2);
    expect(checkedOf(5, null)).toBe(5);

    stub.answer(unread?.businessId ?? "", prhAnswer(unread?.businessId ?? ""));
    await done(retryJob, we.maija, { id });
    expect(await jobOf(id)).toMatchObject({ status: "open", done: 4 });
    expect(await work(id)).toMatchObject({ status: "done", done: 5 });
    expect((await outcomesOf(id))[members[4] ?? 0]).toBe("differs");
  });

  test("is skipped once the starter no longer reaches it", async () => {
    const sven = having(we.sven, { registry: "yes", customers: "edit" });
    const [mine] = await companies(1, sven.facts.companyId, { ownerId: sven.employeeId });
    const profile = sql`(select profile_id from employees where id = ${sven.employeeId})`;
    await db.execute(
      sql`update profiles set grants = grants || '{"registry":"yes","customers":"edit"}' where id = ${profile}`,
    );
    const id = await startCheck(sven, [mine?.id ?? 0]);
    await db
      .update(customers)
      .set({ ownerId: null })
      .where(eq(customers.id, mine?.id ?? 0));
    expect(await work(id)).toMatchObject({ status: "done" });
    expect(await outcomesOf(id)).toEqual({ [mine?.id ?? 0]: "skipped" });
    expect(stub.requests).toEqual([]);
  });
});

describe("a register in trouble", () => {
  test("that is busy is left in peace for as long as it says, which is no try", async () => {
    const company = await known();
    stub.answer(company.businessId, { status: 429, body: "Too many", headers: { "retry-after": "120" } });
    const id = await startCheck(we.maija, [company.id]);
    const job = await work(id);
    expect(job).toMatchObject({ status: "open", problem: "registryBusy", rests: 1, done: 0, leasedUntil: null });
    const wait = ((job.resumeAt?.getTime() ?? 0) - Date.now()) / 1000;
    expect(wait).toBeGreaterThan(110);
    expect(wait).toBeLessThanOrEqual(121);
    expect(stub.requests).toHaveLength(1);
  });

  test("that does not answer rests the whole job, longer each time, and burns nobody’s tries", async () => {
    const made = await companies(4, we.maija.facts.companyId);
    for (const { businessId } of made) stub.answer(businessId, { status: 500 });
    const id = await startCheck(
      we.maija,
      made.map((company) => company.id),
    );
    for (const [least, most] of [
      [24, 37],
      [96, 145],
      [480, 721],
      [480, 721],
    ] as const) {
      const job = await work(id);
      const wait = ((job.resumeAt?.getTime() ?? 0) - Date.now()) / 1000;
      expect(job).toMatchObject({ status: "open", problem: "registryUnavailable" });
      expect(wait).toBeGreaterThan(least - 1);
      expect(wait).toBeLessThan(most);
      await wakeUp(id);
    }
    expect(stub.requests).toHaveLength(4);
    expect(new Set(stub.requests).size).toBe(4);
    await db.update(jobs).set({ rests: 40 }).where(eq(jobs.id, id));
    expect(await work(id)).toMatchObject({ status: "failed", problem: "registryUnavailable", done: 0 });

    for (const { businessId } of made) stub.answer(businessId, prhAnswer(businessId));
    await done(retryJob, we.maija, { id });
    expect(await work(id)).toMatchObject({ status: "done", done: 4, rests: 0 });
  });

  test("for one customer alone holds up nobody: after five tries the check ends without it", async () => {
    const broken = await known();
    const fine = await known();
    stub.answer(broken.businessId, { status: 500 });
    const id = await startCheck(we.maija, [broken.id, fine.id]);
    let rests = 0;
    while ((await work(id)).status === "open") {
      rests += 1;
      await wakeUp(id);
    }
    expect(rests).toBe(4);
    expect(await outcomesOf(id)).toEqual({ [broken.id]: "failed", [fine.id]: "differs" });
  });
});
