import { and, eq, isNull, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { events, vatRates } from "@/db/schema/index";
import { updateInvoice } from "@/lib/invoices/commands";
import { getInvoice } from "@/lib/invoices/queries";
import { checkVat } from "@/lib/invoices/rules";
import { addVatRate, deleteVatRate, updateVatRate } from "@/lib/vat-rates/commands";
import { listVatRates } from "@/lib/vat-rates/queries";
import { type Cast, cast } from "./cast";
import { done, drafted, issue, work } from "./invoice-making";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let draftId: number;
beforeAll(async () => {
  we = await cast();
  draftId = await drafted(we.maija, we.world.customers.ahola);
});

const refusal = (key: string, field = "") => ({ ok: false, problems: { [field]: { key } } });

/** Cents of a decimal with two places, as a whole number. */
const cents = (text: string): bigint => BigInt(text.replace(".", ""));
/** Divides and rounds half away from zero. */
const divided = (value: bigint, by: bigint): bigint => {
  const sign = value < 0n ? -1n : 1n;
  return (sign * (2n * sign * value + by)) / (2n * by);
};
const written = (value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

type Line = { quantity: string; unitPrice: string; rate: string };

/** What lines come to by arithmetic of whole cents (EN 16931: BR-CO-10, BR-CO-14, BR-CO-15, BR-CO-17). */
function reckoned(lines: readonly Line[]) {
  const nets = new Map<string, bigint>();
  for (const { quantity, unitPrice, rate } of lines) {
    const net = divided(cents(quantity) * cents(unitPrice), 100n);
    nets.set(rate, (nets.get(rate) ?? 0n) + net);
  }
  const net = [...nets.values()].reduce((sum, one) => sum + one, 0n);
  const vat = [...nets].reduce((sum, [rate, base]) => sum + divided(base * cents(rate), 10_000n), 0n);
  return { net: written(net), vat: written(vat), gross: written(net + vat) };
}

/** What the register makes of them, in a draft. */
async function sumsOf(lines: readonly Line[]) {
  const typed = lines.map(({ rate, ...rest }) => ({ ...rest, description: "x", unit: "", vat: `S.${rate}` }));
  await done(updateInvoice(we.maija, { id: draftId, lines: typed }));
  return (await getInvoice(we.maija, draftId)).sums;
}

const decimal = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((value) => written(BigInt(value)));
const line = fc.record({
  quantity: decimal(-99_999, 99_999).filter((text) => cents(text) !== 0n),
  unitPrice: decimal(0, 9_999_999),
  rate: fc.constantFrom("25.50", "13.50", "10.00"),
});

describe("tax", () => {
  test.each([
    // Net, rate, tax: halves go away from zero, on both sides of it.
    ["0.10", "25.50", "0.03"],
    ["1.00", "25.50", "0.26"],
    ["-1.00", "25.50", "-0.26"],
    ["0.02", "25.50", "0.01"],
    ["1.00", "13.50", "0.14"],
    ["-1.00", "13.50", "-0.14"],
    ["0.05", "10.00", "0.01"],
    ["0.04", "10.00", "0.00"],
    ["-0.05", "10.00", "-0.01"],
    ["999999.99", "25.50", "255000.00"],
  ])("of %s at %s % is %s", async (net, rate, vat) => {
    const quantity = net.startsWith("-") ? "-1.00" : "1.00";
    const unitPrice = net.replace("-", "");
    expect((await sumsOf([{ quantity, unitPrice, rate }])).vat).toBe(vat);
    expect(reckoned([{ quantity, unitPrice, rate }]).vat).toBe(vat);
  });

  test("is of the sum at each rate, and equals whole-number arithmetic whatever the lines", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        expect(await sumsOf(lines)).toEqual(reckoned(lines));
      }),
      { numRuns: 60 },
    );
    // Twice 0.02 at 25.5 % is 0.0102 together, and would be 0.02 line by line.
    const id = await drafted(we.maija, we.world.customers.ahola);
    const small = { ...work, quantity: "1", unitPrice: "0.02" };
    await done(updateInvoice(we.maija, { id, lines: [small, small] }));
    await done(issue(we.maija, id));
    expect(await getInvoice(we.maija, id)).toMatchObject({ net: "0.04", vat: "0.01", gross: "0.05" });
  }, 60_000);

  test("has a rate in the standard category and in no other", () => {
    for (const code of ["S.25.50", "S.0.01", "S.100.00", "AE.0.00", "Z.0.00"])
      expect(checkVat(code).ok, code).toBe(true);
    for (const code of ["S.0.00", "S.100.01", "AE.25.50", "X.0.00", "S.25.5", "S", "", "S.25,50"])
      expect(checkVat(code).ok, code).toBe(false);
  });
});

describe("rates", () => {
  const rateOf = async (country: string, rate: string) => {
    const current = and(eq(vatRates.country, country), eq(vatRates.rate, rate), isNull(vatRates.validTo));
    const [found] = await db.select().from(vatRates).where(current);
    return found ?? { id: 0, version: 0 };
  };

  test("are added, corrected and ended by those who keep the settings, and logged", async () => {
    const { id } = await done(addVatRate(we.maija, { country: "DK", rate: "12,5", validFrom: "2030-01-01" }));
    await done(updateVatRate(we.maija, { id, rate: "12" }));
    await done(updateVatRate(we.maija, { id, validTo: "2031-12-31" }));
    const listed = (await listVatRates(we.maija)).find((one) => one.id === id);
    expect(listed).toMatchObject({ rate: "12.00", validTo: "2031-12-31", state: "future", version: 3 });
    expect(await db.$count(events, and(eq(events.subject, "vat_rates"), eq(events.subjectId, id)))).toBe(3);
    for (const viewer of [we.aino, we.sven, we.pieter, we.nils]) {
      await expect(addVatRate(viewer, { country: "DK", rate: "1" })).rejects.toThrow(absent);
      await expect(updateVatRate(viewer, { id, rate: "1" })).rejects.toThrow(absent);
      await expect(deleteVatRate(viewer, { id })).rejects.toThrow(absent);
      await expect(listVatRates(viewer)).rejects.toThrow(absent);
    }
    await done(deleteVatRate(we.maija, { id }));
    expect((await listVatRates(we.maija)).some((one) => one.id === id)).toBe(false);
    await expect(deleteVatRate(we.maija, { id })).rejects.toThrow(absent);
  });

  test("keep out nonsense and the same rate twice at a time; two people ending one are asked", async () => {
    for (const [field, value, key] of [
      ["rate", "101", "numberMax"],
      ["rate", "-1", "decimal"],
      ["rate", "", "decimal"],
      ["country", "XX", "country"],
      ["validFrom", "x", "date"],
    ] as const) {
      const outcome = await addVatRate(we.maija, { country: "FI", rate: "9", [field]: value });
      expect(outcome, `${field} ${value}`).toMatchObject({ ok: false, problems: { [field]: expect.anything() } });
      if (key !== "country") expect(outcome).toMatchObject(refusal(key, field));
    }
    const backwards = { country: "FI", rate: "9", validFrom: "2030-02-01", validTo: "2030-01-01" };
    expect(await addVatRate(we.maija, backwards)).toMatchObject(refusal("period", "validTo"));
    expect(await addVatRate(we.maija, { country: "FI", rate: "25,5" })).toMatchObject(
      refusal("vatRateOverlap", "validFrom"),
    );
    const { id, version } = await rateOf("EE", "13.00");
    const seen = { id, version: String(version) };
    await done(updateVatRate(we.maija, { ...seen, validTo: "2030-12-31" }));
    const late = await updateVatRate(we.maija, { ...seen, validTo: "2029-12-31" });
    expect(late).toMatchObject({ ok: false, conflicts: [{ field: "validTo" }] });
  });

  test("that stand on issued invoices can only be ended, not before the last of them", async () => {
    const { today } = we.maija.facts;
    const id = await drafted(we.maija, we.world.customers.ahola);
    await done(issue(we.maija, id));
    const rate = await rateOf("FI", "25.50");
    const change = (values: object) => updateVatRate(we.maija, { id: rate.id, ...values });
    expect(await change({ rate: "26" })).toMatchObject(refusal("vatRateUsed", "rate"));
    expect(await change({ country: "SE" })).toMatchObject(refusal("vatRateUsed", "country"));
    expect(await change({ validFrom: today })).toMatchObject(refusal("vatRateUsed", "validFrom"));
    expect(await change({ validTo: "2026-01-01" })).toMatchObject(refusal("vatRateUsedLater", "validTo"));
    expect(await deleteVatRate(we.maija, { id: rate.id })).toMatchObject(refusal("vatRateUsed"));
    await done(change({ validTo: today }));
    const again = await drafted(we.maija, we.world.customers.ahola);
    await done(issue(we.maija, again));
    await db.execute(sql`update vat_rates set valid_to = ${today}::date - 1 where id = ${rate.id}`);
    const late = await drafted(we.maija, we.world.customers.ahola);
    expect(await issue(we.maija, late)).toMatchObject(refusal("vatRateOnDay", "issuedOn"));
  });
});
