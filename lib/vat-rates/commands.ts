import "server-only";
import { and, eq, max, sql } from "drizzle-orm";
import { invoiceLines, invoices, vatRates } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import { Invalid, type Problems } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { newVatRateInput, vatRateInput } from "./fields";

export const addVatRate = command({
  may: "settings",
  subject: vatRates,
  log: "vatRate.created",
  input: newVatRateInput,
  async run({ tx }, input) {
    refuseBackwards(input);
    const [rate] = await tx.insert(vatRates).values(input).returning({ id: vatRates.id });
    if (!rate) throw new Error("no rate");
    return rate;
  },
});

/** A rate that stands on issued invoices can only be ended, on the day of the last of them at the earliest. */
export const updateVatRate = command({
  may: "settings",
  on: vatRates,
  log: "vatRate.updated",
  input: vatRateInput,
  async run({ tx, row }, input) {
    const after = { ...row, ...input };
    refuseBackwards(after);
    const lastUse = await lastUseOf(tx, row);
    if (lastUse) refuseRewriting(row, after, lastUse);
    const { country, rate, validFrom, validTo } = after;
    await tx
      .update(vatRates)
      .set({ country, rate, validFrom, validTo, version: sql`${vatRates.version} + 1` })
      .where(eq(vatRates.id, row.id));
    return { id: row.id };
  },
});

/** A rate that was never used goes for good; one that stands on issued invoices can only be ended. */
export const deleteVatRate = command({
  may: "settings",
  on: vatRates,
  log: "vatRate.deleted",
  input: noInput,
  async run({ tx, row }) {
    if (await lastUseOf(tx, row)) throw new Invalid({ "": { key: "vatRateUsed" } });
    await tx.delete(vatRates).where(eq(vatRates.id, row.id));
    return { id: row.id };
  },
});

type Rate = typeof vatRates.$inferSelect;
type Days = { validFrom?: string | null; validTo?: string | null };

function refuseBackwards({ validFrom, validTo }: Days): void {
  if (validFrom && validTo && validTo < validFrom) throw new Invalid({ validTo: { key: "period" } });
}

/** The day of the last invoice on which a rate of this country stands; null where none does. */
async function lastUseOf(tx: Transaction, { country, rate, validFrom, validTo }: Rate): Promise<string | null> {
  const [used] = await tx
    .select({ last: max(invoices.issuedOn) })
    .from(invoices)
    .innerJoin(invoiceLines, eq(invoiceLines.invoiceId, invoices.id))
    .where(
      and(
        eq(invoices.status, "issued"),
        eq(invoices.issuerCountry, country),
        eq(invoiceLines.vatRate, rate),
        sql`daterange(${validFrom}::date, ${validTo}::date, '[]') @> ${invoices.issuedOn}`,
      ),
    );
  return used?.last ?? null;
}

function refuseRewriting(before: Rate, after: Rate, lastUse: string): void {
  const fixed = ["country", "rate", "validFrom"] as const;
  const problems: Problems = {};
  for (const field of fixed) if (before[field] !== after[field]) problems[field] = { key: "vatRateUsed" };
  if (after.validTo !== null && after.validTo < lastUse) problems.validTo = { key: "vatRateUsedLater" };
  if (Object.keys(problems).length) throw new Invalid(problems);
}
