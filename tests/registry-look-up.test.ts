import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { registryAnswers } from "@/db/schema/index";
import { forgetOldAnswers } from "@/lib/access/registry-answers";
import { Viewer } from "@/lib/access/viewer";
import { fetchKept } from "@/lib/registry/answers";
import { brreg } from "@/lib/registry/brreg";
import { lookUp, searchRegister } from "@/lib/registry/look-up";
import { prh } from "@/lib/registry/prh";
import { type Cast, cast, having } from "./cast";
import { RegistryStub } from "./registry/stub";

const stub = new RegistryStub();
let we: Cast;

beforeAll(async () => {
  we = await cast();
  await stub.start();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  Object.assign(process.env, stub.environment);
});
afterEach(async () => {
  stub.reset();
  await db.delete(registryAnswers);
});
afterAll(() => stub.stop());

const ordinary = "9100000-5";
const keptFor = (question: string) =>
  db
    .select()
    .from(registryAnswers)
    .where(and(eq(registryAnswers.register, "prh"), eq(registryAnswers.question, question)));

test("whoever may ask registers looks a business up; others find no such door", async () => {
  expect(await lookUp(we.sven, prh, ordinary)).toMatchObject({
    ok: true,
    record: { name: "Havukallion Mittalaite Oy" },
  });
  const nobody = having(we.sven, { registry: "no" });
  await expect(lookUp(nobody, prh, ordinary)).rejects.toThrow("404");
  await expect(searchRegister(nobody, prh, "havu")).rejects.toThrow("404");
});

test("a register that is switched off is not asked, and its kept answers are not told", async () => {
  await fetchKept(prh, ordinary);
  stub.reset();
  const without = Viewer.of({ ...we.maija.facts, registers: ["brreg"] });
  expect(await lookUp(without, prh, ordinary)).toEqual({ ok: false, problem: "registryOff" });
  expect(await searchRegister(without, prh, "havukallio")).toEqual({ ok: false, problem: "registryOff" });
  expect(stub.requests).toEqual([]);
  expect(await lookUp(without, brreg, "310400084")).toMatchObject({ ok: true });
});

test("a wrong number is refused without a call, and every writing of a right one is the same", async () => {
  for (const id of ["9100000-6", "0000000-0", "", "../companies", "123"]) {
    expect(await lookUp(we.maija, prh, id)).toEqual({ ok: false, problem: "registryInvalidId" });
  }
  expect(stub.requests).toEqual([]);
  for (const id of [" 91000005", "9100000–5", ordinary]) {
    expect(await lookUp(we.maija, prh, id)).toMatchObject({ ok: true });
  }
  expect(stub.requests).toHaveLength(1);
});

test("what a register answers is told for a day, with the time it was asked", async () => {
  const first = await lookUp(we.maija, prh, ordinary);
  const again = await lookUp(we.sven, prh, ordinary);
  expect(first.ok && again.ok && again.record).toEqual(first.ok && first.record);
  expect(stub.requests).toHaveLength(1);
  const [kept] = await keptFor(`id:${ordinary}`);
  expect(kept && kept.expiresAt.getTime() - kept.fetchedAt.getTime()).toBe(24 * 60 * 60 * 1000);
  expect(again.ok && again.fetchedAt).toEqual(kept?.fetchedAt);

  await db.update(registryAnswers).set({ expiresAt: sql`now()` });
  await lookUp(we.maija, prh, ordinary);
  expect(stub.requests).toHaveLength(2);
});

test("an answer that never grows old is told without a network", async () => {
  await fetchKept(prh, ordinary);
  const long = { fetchedAt: new Date("2020-05-04"), expiresAt: new Date("9999-01-01") };
  await db.update(registryAnswers).set(long);
  await forgetOldAnswers();
  stub.answer(ordinary, "hang");
  expect(await lookUp(we.maija, prh, ordinary)).toMatchObject({ ok: true, fetchedAt: long.fetchedAt });
});

test("that a business is unknown is kept too; failures never are", async () => {
  const unknown = { ok: false, problem: "registryNotFound" };
  expect(await lookUp(we.maija, prh, "9104329-1")).toEqual(unknown);
  expect(await lookUp(we.maija, prh, "9104329-1")).toEqual(unknown);
  expect(stub.requests).toHaveLength(1);
  for (const id of ["9101644-5", "9101781-9", "9101370-3", "9101096-7"]) {
    expect(await lookUp(we.maija, prh, id)).toMatchObject({ ok: false });
    expect(await keptFor(`id:${id}`)).toEqual([]);
  }
  stub.answer("9101644-5", { status: 200, body: '{"totalResults":0,"companies":[]}' });
  expect(await lookUp(we.maija, prh, "9101644-5")).toEqual(unknown);
});

type Whole = Record<string, unknown>;

test.each<[string, (whole: Whole) => unknown]>([
  ["of another shape", ({ businessId, name }) => ({ record: { businessId, name } })],
  ["with a field too many", (whole) => ({ record: { ...whole, director: "Veera Testinen" } })],
  ["with a value that no field takes", (whole) => ({ record: { ...whole, website: "javascript:alert(1)" } })],
  ["that is none", () => "text"],
])("a kept answer %s counts as none", async (_, spoilt) => {
  const fresh = await fetchKept(prh, ordinary);
  const [kept] = await keptFor(`id:${ordinary}`);
  const whole = kept?.answer as { record: Whole } | undefined;
  await db.update(registryAnswers).set({ answer: spoilt(whole?.record ?? {}) });
  const again = await lookUp(we.maija, prh, ordinary);
  expect(again.ok && again.record).toEqual(fresh.ok && fresh.record);
  expect(stub.requests).toHaveLength(2);
});

test("a search is kept for a day, whatever its capitals and spaces; too few letters are not asked", async () => {
  const found = await searchRegister(we.maija, prh, "Havu");
  expect(found).toMatchObject({ ok: true, total: 134 });
  expect(await searchRegister(we.sven, prh, "  HAVU ")).toEqual(found);
  expect(stub.requests).toHaveLength(1);
  for (const words of ["", "ab", "\u0000\u0000\u0000\u0000", "\uD800abc", "x".repeat(500)]) {
    expect(await searchRegister(we.maija, prh, words)).toEqual({ ok: true, hits: [], total: 0 });
  }
  expect(stub.requests).toHaveLength(1);
});

test("two who ask at the same time both get the answer", async () => {
  const answers = await Promise.all([lookUp(we.maija, prh, ordinary), lookUp(we.sven, prh, ordinary)]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await keptFor(`id:${ordinary}`)).toHaveLength(1);
});

test("answers that have had their time are thrown away", async () => {
  await fetchKept(prh, ordinary);
  await fetchKept(prh, "9100137-4");
  await db
    .update(registryAnswers)
    .set({ expiresAt: sql`now() - interval '1 minute'` })
    .where(eq(registryAnswers.question, `id:${ordinary}`));
  await forgetOldAnswers();
  expect((await db.select().from(registryAnswers)).map(({ question }) => question)).toEqual(["id:9100137-4"]);
});
