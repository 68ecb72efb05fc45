import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { billing, companies, customers as customersTable, invoices, vatRates } from "@/db/schema/index";
import { switchCompany, updateCompany } from "@/lib/companies/commands";
import { companyNumbers } from "@/lib/companies/queries";
import { createInvoice, creditInvoice, updateInvoice } from "@/lib/invoices/commands";
import { listInvoices } from "@/lib/invoices/list";
import { getInvoice } from "@/lib/invoices/queries";
import { keptUntil } from "@/lib/invoices/rules";
import { dayAfter } from "@/lib/moments";
import { type Cast, cast } from "./cast";
import { done, drafted, issue, work } from "./invoice-making";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const refusal = (key: string, field = "") => ({ ok: false, problems: { [field]: { key } } });
const numbersOf = async (companyId: number) => {
  const rows = await db
    .select({ number: invoices.number })
    .from(invoices)
    .where(and(eq(invoices.companyId, companyId), eq(invoices.status, "issued")));
  return rows.map(({ number }) => Number(number)).sort((one, other) => one - other);
};

describe("numbers", () => {
  test("begin where the company says, until it has issued an invoice", async () => {
    const { bv } = we.world.companies;
    const { molen } = we.world.customers;
    const start = (invoiceStart: string) => updateCompany(we.maija, { id: bv, invoiceStart });
    for (const bad of ["0", "-1", "x", "", "1,5", "9".repeat(30)]) {
      expect(await start(bad), bad).toMatchObject(refusal("invoiceStart", "invoiceStart"));
    }
    await done(start("5000"));
    expect(await companyNumbers(we.maija, bv)).toEqual({ next: 5000, isOpen: true });
    const id = await drafted(we.maija, molen, [{ ...work, vat: "S.21.00" }]);
    expect((await done(issue(we.maija, id))).number).toBe("5000");
    expect(await start("7000")).toMatchObject(refusal("invoiceStartUsed", "invoiceStart"));
    await done(start("5001"));
    expect(await companyNumbers(we.maija, bv)).toEqual({ next: 5001, isOpen: false });
    const badNumber = await updateCompany(we.maija, { id: bv, vatNumber: "FI12345678" });
    expect(badNumber).toMatchObject({ ok: false, problems: { vatNumber: { key: "vatNumber" } } });
  });

  test("of twenty at once run without a gap or a double, each company’s for itself; a refused one takes none", async () => {
    const { ahola, aijala, akerblom, oljymaki, vaahtera, wirtanen, zetterlund, letters } = we.world.customers;
    const { formula, household, plumber, berg } = we.world.customers;
    const asked = [ahola, aijala, akerblom, oljymaki, vaahtera, wirtanen, zetterlund, letters];
    // An invoice holds its customer: of many customers many are issued in the very same moment.
    const customers = [...asked, formula, household, plumber];
    const { oy, ab } = we.world.companies;
    const before = await numbersOf(oy);
    const [known] = await numbersOf(ab);
    const ids: number[] = [];
    for (let n = 0; n < 20; n++) ids.push(await drafted(we.maija, customers[n % customers.length] ?? 0));
    const swedish = await drafted(we.maija, berg, [{ ...work, vat: "S.25.00" }]);
    const empty = await done(createInvoice(we.maija, { id: ahola }));
    const outcomes = await Promise.all([
      ...ids.map((id, n) => issue(n % 3 ? we.maija : we.aino, id)),
      issue(we.maija, swedish),
      issue(we.maija, empty.id),
      issue(we.maija, ids[0] ?? 0),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(21);
    const after = await numbersOf(oy);
    const first = (before.at(-1) ?? 0) + 1;
    expect(after.slice(before.length)).toEqual(Array.from({ length: 20 }, (_, n) => first + n));
    expect(await numbersOf(ab)).toEqual([known, (known ?? 0) + 1]);
  }, 60_000);
});

describe("to be issued an invoice needs", () => {
  const day = (days: number) => dayAfter(we.maija.facts.today, days);

  test("a day that is not ahead, not before the last one, and not after the due day", async () => {
    const { ahola } = we.world.customers;
    const id = await drafted(we.maija, ahola);
    expect(await issue(we.maija, id, { issuedOn: day(1) })).toMatchObject(refusal("invoiceAhead", "issuedOn"));
    expect(await issue(we.maija, id, { issuedOn: day(-1) })).toMatchObject(refusal("beforeLastInvoice", "issuedOn"));
    expect(await issue(we.maija, id, { dueOn: day(-1) })).toMatchObject(refusal("dueBeforeIssue", "dueOn"));
    for (const bad of ["", "x", "2026-02-30", "99.99.9999"]) {
      expect(await issue(we.maija, id, { issuedOn: bad }), bad).toMatchObject({
        ok: false,
        problems: { issuedOn: { key: "date" } },
      });
    }
    await done(issue(we.maija, id, { dueOn: "" }));
    expect((await getInvoice(we.maija, id)).dueOn).toBe(day(21));
  });

  test("lines that come to something, and rates in force on its day", async () => {
    const { ahola } = we.world.customers;
    const empty = await done(createInvoice(we.maija, { id: ahola }));
    expect(await issue(we.maija, empty.id)).toMatchObject(refusal("invoiceEmpty"));
    const back = { ...work, quantity: "−2" };
    expect(await issue(we.maija, await drafted(we.maija, ahola, [work, back]))).toMatchObject(refusal("invoiceZero"));
    expect(await issue(we.maija, await drafted(we.maija, ahola, [back]))).toMatchObject(refusal("invoiceNegative"));
    const old = await drafted(we.maija, ahola, [{ ...work, vat: "S.14.00" }]);
    expect(await issue(we.maija, old)).toMatchObject(refusal("vatRateOnDay", "issuedOn"));
    const huge = { ...work, quantity: "999999", unitPrice: "99999999" };
    expect(await issue(we.maija, await drafted(we.maija, ahola, [huge]))).toMatchObject(refusal("checkValue"));
  });

  test("the buyer’s VAT number where the buyer owes the tax, and a reason where there is none", async () => {
    const { molen, gravendijk } = we.world.customers;
    const [rate] = await db.select().from(vatRates).where(eq(vatRates.country, "NL"));
    expect(rate).toBeDefined();
    for (const category of ["AE", "K"]) {
      const without = await drafted(we.maija, gravendijk, [{ ...work, vat: `${category}.0.00` }]);
      expect(await issue(we.maija, without)).toMatchObject(refusal("vatNumberNeeded"));
      const numbered = await drafted(we.maija, molen, [{ ...work, vat: `${category}.0.00` }]);
      await done(issue(we.maija, numbered));
      expect((await getInvoice(we.maija, numbered)).vat).toBe("0.00");
    }
    const exempt = await drafted(we.maija, molen, [{ ...work, vat: "E.0.00" }]);
    expect(await issue(we.maija, exempt)).toMatchObject(refusal("taxFreeReason"));
    await done(updateInvoice(we.maija, { id: exempt, taxFreeReason: "Onderwijs" }));
    await done(issue(we.maija, exempt));
  });

  test("a payer who is open to whoever issues it, and a company in use", async () => {
    const { polder, vaahtera, ijsvogel } = we.world.customers;
    await db.insert(billing).values({ customerId: polder, billingCustomerId: vaahtera });
    const id = await drafted(we.maija, polder, [{ ...work, vat: "S.21.00" }]);
    await db.update(customersTable).set({ deletedAt: new Date() }).where(eq(customersTable.id, vaahtera));
    expect(await issue(we.maija, id)).toMatchObject(refusal("payerHidden"));
    await db.update(customersTable).set({ deletedAt: null }).where(eq(customersTable.id, vaahtera));
    const { bv } = we.world.companies;
    await done(switchCompany(we.maija, { id: bv, to: "disabled" }));
    expect(await createInvoice(we.maija, { id: ijsvogel })).toMatchObject(refusal("companyDisabled", "companyId"));
    await db.update(companies).set({ disabledAt: null }).where(eq(companies.id, bv));
  });
});

describe("a credit note", () => {
  test("takes back a part, then the rest, and never more than was invoiced at a rate", async () => {
    const { aijala } = we.world.customers;
    const books = { ...work, description: "Kirja", quantity: "1", unitPrice: "30", vat: "S.13.50" };
    const id = await drafted(we.maija, aijala, [work, books]);
    expect(await creditInvoice(we.maija, { id: aijala, invoiceId: id })).toMatchObject(refusal("creditIssuedOnly"));
    await done(issue(we.maija, id));
    const credit = async () => (await done(creditInvoice(we.maija, { id: aijala, invoiceId: id }))).id;
    const part = await credit();
    const tooMuch = await credit();
    await done(updateInvoice(we.maija, { id: part, lines: [{ ...work, quantity: "-1,5" }] }));
    const number = (await done(issue(we.maija, part))).number;
    expect(await issue(we.maija, tooMuch)).toMatchObject(refusal("creditTooMuch"));
    for (const lines of [[{ ...work, quantity: "1" }], [{ ...books, quantity: "-2" }]]) {
      await done(updateInvoice(we.maija, { id: tooMuch, lines }));
      expect((await issue(we.maija, tooMuch)).ok).toBe(false);
    }
    const otherRate = await updateInvoice(we.maija, {
      id: tooMuch,
      lines: [{ ...work, quantity: "-1", vat: "S.10.00" }],
    });
    expect(otherRate).toMatchObject(refusal("vatRateNotValid", "lines.0.vat"));
    const rest = [
      { ...work, quantity: "-0,5" },
      { ...books, quantity: "-1" },
    ];
    await done(updateInvoice(we.maija, { id: tooMuch, lines: rest }));
    await done(issue(we.maija, tooMuch));
    const original = await getInvoice(we.maija, id);
    expect(original.credits.map((one) => one.number)).toEqual([number, String(Number(number) + 1)]);
    expect((await getInvoice(we.maija, part)).original?.id).toBe(id);
    expect(await creditInvoice(we.maija, { id: aijala, invoiceId: id })).toMatchObject(refusal("creditedWhole"));
    expect(await creditInvoice(we.maija, { id: aijala, invoiceId: part })).toMatchObject(refusal("creditIssuedOnly"));
    const { rows, totals } = await listInvoices(we.maija, { customerId: aijala });
    expect(rows.find((row) => row.id === part)).toMatchObject({ isCredit: true, net: "-75.00" });
    expect(totals).toHaveLength(1);
  });

  test("two at once cannot take back the same twice", async () => {
    const { aijala } = we.world.customers;
    const id = await drafted(we.maija, aijala);
    await done(issue(we.maija, id));
    const credit = async () => (await done(creditInvoice(we.maija, { id: aijala, invoiceId: id }))).id;
    const both = [await credit(), await credit()];
    const outcomes = await Promise.all(both.map((one) => issue(we.maija, one)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test("the law’s time is counted from the end of the year", () => {
  expect(keptUntil("FI", "2026-03-15")).toBe("2032-12-31");
  expect(keptUntil("SE", "2026-03-15")).toBe("2033-12-31");
  expect(keptUntil("XX", "2026-03-15")).toBeNull();
});
