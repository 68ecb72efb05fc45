import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { events, exchangeRates, settings } from "@/db/schema/index";
import { Viewer } from "@/lib/access/viewer";
import { addRate, addRates, deleteRate, saveCurrency, updateRate } from "@/lib/exchange-rates/commands";
import { getRate, homeCurrency, listRates } from "@/lib/exchange-rates/queries";
import { checkRate, checkRates } from "@/lib/exchange-rates/rules";
import { dayAfter } from "@/lib/moments";
import { lifeOfProject } from "@/lib/project-months/queries";
import { getProject } from "@/lib/projects/queries";
import { absent, problem } from "./answering";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine } from "./doing";
import { newProject } from "./money";

let we: Cast;
let today: string;
beforeAll(async () => {
  we = await cast();
  today = we.maija.facts.today;
});
beforeEach(async () => {
  await db.delete(exchangeRates);
  await db.update(settings).set({ currency: "EUR" });
});

const sek = { currency: "SEK", validFrom: "2026-01-02", rate: "11,25" };
const add = (rest: Partial<typeof sek> = {}) => done(addRate, we.maija, { ...sek, ...rest });
const stored = async (id: number) => (await db.select().from(exchangeRates).where(eq(exchangeRates.id, id)))[0];

describe("a rate", () => {
  test("is added, changed and deleted, and every step is logged; the same form twice is one rate", async () => {
    const twice = { ...sek, formKey: "rate-added-once" };
    const id = await done(addRate, we.maija, twice);
    expect(await done(addRate, we.maija, twice)).toBe(id);
    expect(await stored(id)).toMatchObject({ currency: "SEK", validFrom: "2026-01-02", rate: "11.250000", version: 1 });
    await done(updateRate, we.maija, { id, rate: "11.3" });
    expect(await stored(id)).toMatchObject({ rate: "11.300000", validFrom: "2026-01-02", version: 2 });
    const changed = await lastLine("exchange_rates", id, "exchangeRate.updated");
    expect(changed).toMatchObject({ by: we.maija.employeeId, changes: { rate: "11.300000" } });
    await done(deleteRate, we.maija, { id, rate: "11.3" });
    expect(await stored(id)).toBeUndefined();
    expect(await lastLine("exchange_rates", id, "exchangeRate.deleted")).not.toBeNull();
  });

  test("belongs to a currency and a day once, and the euro has none", async () => {
    await add();
    expect(await addRate(we.maija, sek)).toEqual(problem("taken", "validFrom"));
    expect(await addRate(we.maija, { ...sek, currency: "EUR" })).toEqual(problem("chooseOption", "currency"));
    const other = await add({ validFrom: "2026-01-03" });
    expect(await updateRate(we.maija, { id: other, validFrom: "2026-01-02" })).toEqual(problem("taken", "validFrom"));
  });

  test("two people: what each changed is kept, the same field is asked; a changed one is not deleted unseen", async () => {
    const id = await add();
    await done(updateRate, we.maija, { id, version: "1", ...sek, rate: "11,40" });
    await done(updateRate, we.maija, { id, version: "1", ...sek, validFrom: "2026-01-05" });
    expect(await stored(id)).toMatchObject({ rate: "11.400000", validFrom: "2026-01-05" });
    const outcome = await updateRate(we.maija, { id, version: "1", ...sek, rate: "11,5" });
    expect(outcome).toMatchObject({ ok: false, conflicts: [{ field: "rate", theirs: "11.400000" }] });
    expect(await deleteRate(we.maija, { id, rate: "11.25" })).toEqual(problem("rateChanged"));
  });

  test("is for whoever has the settings", async () => {
    const id = await add();
    for (const door of [() => addRate(we.aino, sek), () => updateRate(we.aino, { id, rate: "1" })]) {
      await expect(door()).rejects.toThrow(absent);
    }
    await expect(deleteRate(we.aino, { id, rate: "11.25" })).rejects.toThrow(absent);
    await expect(addRates(we.aino, { rates: "2026-01-01 NOK 11" })).rejects.toThrow(absent);
    await expect(saveCurrency(we.aino, { id: "1", currency: "SEK" })).rejects.toThrow(absent);
    await expect(listRates(we.aino, null)).rejects.toThrow(absent);
    await expect(getRate(we.maija, 999_999)).rejects.toThrow(absent);
  });

  const bad: [keyof typeof sek, unknown, string][] = [
    ["rate", "", "rate"],
    ["rate", "0", "rate"],
    ["rate", "0,000000", "rate"],
    ["rate", "-1", "rate"],
    ["rate", "1.234.5", "rate"],
    ["rate", "yksi", "rate"],
    ["rate", "1".repeat(10_000), "rate"],
    ["rate", "1,1234567", "decimalPlaces"],
    ["rate", "100000001", "numberMax"],
    ["validFrom", "31.2.2026", "date"],
    ["validFrom", "", "date"],
    ["currency", "sek", "chooseOption"],
    ["currency", "<b>", "chooseOption"],
  ];
  test.each(bad)("%s = %j is refused beside the field", async (field, value, key) => {
    expect(await addRate(we.maija, { ...sek, [field]: value })).toMatchObject({ problems: { [field]: { key } } });
    expect(await db.$count(exchangeRates)).toBe(0);
  });

  test("a point or a comma is the decimal mark, whatever the number of decimals", () => {
    const read = (raw: string) => {
      const checked = checkRate(raw);
      return checked.ok ? checked.value : checked.problem.key;
    };
    const written = ["11,25", "11.250", "1.085", "17 500,25", "0.00042", "007"];
    expect(written.map(read)).toEqual(["11.250000", "11.250000", "1.085000", "17500.250000", "0.000420", "7.000000"]);
  });
});

describe("the list", () => {
  test("has the newest of each currency on top and marks the one in force, not one of the future", async () => {
    for (const days of [-40, -30, -20, -10, 1, 2, 3]) await add({ validFrom: dayAfter(today, days), rate: "11" });
    await add({ currency: "NOK", validFrom: today });
    const some = await listRates(we.maija, null);
    expect(some.map(({ currency, validFrom, inForce }) => [currency, validFrom, inForce])).toEqual([
      ["NOK", today, true],
      ["SEK", dayAfter(today, 3), false],
      ["SEK", dayAfter(today, 2), false],
      ["SEK", dayAfter(today, 1), false],
      ["SEK", dayAfter(today, -10), true],
    ]);
    const all = await listRates(we.maija, "SEK");
    expect([all.length, all[0]?.count, some[4]?.count]).toEqual([7, 7, 7]);
  });
});

describe("several at once", () => {
  test("are read line by line, each logged; a day that has a rate gets the new one", async () => {
    const id = await add({ validFrom: "2026-11-20", rate: "11" });
    const rates = "2026-11-20 SEK 11,25\r\n\n  NOK\t20.11.2026\t11.75 \n2026-11-21;IDR;17 500,25";
    const outcome = await addRates(we.maija, { rates, formKey: "rates-pasted-1" });
    expect(outcome).toMatchObject({ ok: true, result: { n: 3 } });
    expect(await stored(id)).toMatchObject({ rate: "11.250000", version: 2 });
    expect((await lastLine("exchange_rates", id, "exchangeRate.updated"))?.changes).toEqual({ rate: "11.250000" });
    const lines = await db.$count(events, eq(events.subject, "exchange_rates"));
    expect(await addRates(we.maija, { rates })).toMatchObject({ ok: true, result: { n: 0 } });
    expect(await db.$count(events, eq(events.subject, "exchange_rates"))).toBe(lines);
    expect(await db.$count(exchangeRates)).toBe(3);
  });

  const refused: [string, string, number | undefined][] = [
    ["", "required", undefined],
    ["2026-11-20 SEK 11\n2026-11-20 EUR 1", "rateLine", 2],
    ["SEK 11,25", "rateLine", 1],
    ["2026-11-20 SEK", "rateLine", 1],
    ["2026-11-20 SEK 1 2 3", "rateLine", 1],
    ["2026-11-20 SEK 11\n\n2026-11-20 sek 12", "rateTwice", 3],
    ["<script>\u0000", "rateLine", 1],
    ["2026-11-20 SEK 11\n".repeat(1001), "tooMany", undefined],
  ];
  test.each(refused)("%j is refused with its line, and nothing is written", async (rates, key, line) => {
    const checked = checkRates(rates);
    expect(checked).toMatchObject({ ok: false, problem: line ? { key, params: { line } } : { key } });
    expect((await addRates(we.maija, { rates })).ok).toBe(false);
    expect(await db.$count(exchangeRates)).toBe(0);
  });
});

describe("the organisation’s currency", () => {
  test("every sum follows it from the next click on; currencies without a rate are asked about", async () => {
    const project = await newProject(we.world.customers.ahola, { currency: "NOK" });
    expect((await homeCurrency(we.maija)).missing).toEqual(["NOK", "SEK"]);
    await add();
    await add({ currency: "NOK", rate: "11.75" });
    expect((await homeCurrency(we.maija)).missing).toEqual([]);
    const worth = async () => {
      const maija = await signedIn(we.maija.employeeId);
      return (await lifeOfProject(maija, await getProject(maija, project, "fi"))).rate;
    };
    expect(await worth()).toBe("11.75");
    const to = (currency: string, confirmed?: string) =>
      saveCurrency(we.maija, { id: "1", currency, ...(confirmed && { confirmed }) });
    expect(await to("SEK")).toMatchObject({ ok: true });
    expect([await worth(), (await lastLine("settings", 1, "settings.updated"))?.changes]).toEqual([
      "1.044444",
      { currency: "SEK" },
    ]);
    const asked = await to("DKK");
    expect(asked).toMatchObject({
      ok: false,
      doubts: [{ key: "currencyUnrated", params: { n: 3, codes: "EUR, NOK, SEK", currency: "DKK" } }],
    });
    expect(await to("DKK", asked.ok ? "" : asked.doubts?.[0]?.mark)).toMatchObject({ ok: true });
    expect(await worth()).toBeNull();
    expect(await to("XYZ")).toEqual(problem("chooseOption", "currency"));
  });

  test("what is in use but out of one’s sight is not told", async () => {
    await db.execute(sql`delete from ${exchangeRates}`);
    const { grants } = we.maija.facts;
    const blind = Viewer.of({
      ...we.maija.facts,
      grants: { ...grants, money: "none", projects: "none", sales: "none" },
    });
    expect((await homeCurrency(blind)).missing).toEqual([]);
  });
});
