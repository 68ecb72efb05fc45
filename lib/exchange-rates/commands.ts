import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { exchangeRates, settings } from "@/db/schema/index";
import { changesBetween, type Line, recordEach } from "@/lib/access/audit";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { inputOf } from "@/lib/fields";
import { askFirst } from "@/lib/outcome";
import { deletionInput, homeInput, pastedInput, rateFields } from "./fields";
import { unrated } from "./parts";

export const addRate = command({
  may: "settings",
  subject: exchangeRates,
  log: "exchangeRate.created",
  input: inputOf(rateFields).required(),
  async run({ viewer, tx }, input) {
    const [rate] = await tx
      .insert(exchangeRates)
      .values({ ...input, createdBy: viewer.employeeId })
      .returning({ id: exchangeRates.id });
    if (!rate) throw new Error("no rate");
    return rate;
  },
});

export const updateRate = command({
  may: "settings",
  on: exchangeRates,
  log: "exchangeRate.updated",
  input: inputOf(rateFields),
  async run({ tx, row }, input) {
    await tx
      .update(exchangeRates)
      .set({ ...input, version: sql`${exchangeRates.version} + 1` })
      .where(eq(exchangeRates.id, row.id));
    return { id: row.id };
  },
});

/** Only the rate that was seen: one that somebody has changed meanwhile stays. */
export const deleteRate = command({
  may: "settings",
  on: exchangeRates,
  log: "exchangeRate.deleted",
  input: deletionInput,
  async run({ tx, row }, { rate }) {
    if (row.rate !== rate) throw new Invalid({ "": { key: "rateChanged" } });
    await tx.delete(exchangeRates).where(eq(exchangeRates.id, row.id));
    return { id: row.id };
  },
});

/** Several rates at once; one of a day that has a rate already takes its place. */
export const addRates = command({
  may: "settings",
  log: "exchangeRates.pasted",
  input: pastedInput,
  async run({ viewer, tx }, { rates }) {
    const { currency, validFrom, rate, version } = exchangeRates;
    const named = rates.map((one) => one.currency);
    const before = await tx.select().from(exchangeRates).where(inArray(currency, named)).for("no key update");
    const saved = await tx
      .insert(exchangeRates)
      .values(rates.map((one) => ({ ...one, createdBy: viewer.employeeId })))
      .onConflictDoUpdate({
        target: [currency, validFrom],
        set: { rate: sql`excluded.rate`, version: sql`${version} + 1` },
        setWhere: sql`${rate} <> excluded.rate`,
      })
      .returning();
    const [made, changed]: [Line[], Line[]] = [[], []];
    for (const row of saved) {
      const was = before.find(({ id }) => id === row.id);
      (was ? changed : made).push({ id: row.id, version: row.version, changes: changesBetween(was ?? {}, row) });
    }
    const told = { actorId: viewer.employeeId, source: "web", subject: "exchange_rates" } as const;
    await recordEach(tx, { ...told, action: "exchangeRate.created" }, made);
    await recordEach(tx, { ...told, action: "exchangeRate.updated" }, changed);
    return { id: viewer.employeeId, n: saved.length };
  },
});

/** Every sum is in another currency from the next click on. Asks first where amounts then could not be converted. */
export const saveCurrency = command({
  may: "settings",
  on: settings,
  log: "settings.updated",
  input: homeInput,
  async run({ viewer, tx, tables, row, confirmed }, { currency }) {
    if (currency !== row.currency) {
      const missing = await tx
        .select({ code: sql<string>`m.currency` })
        .from(sql`${unrated({ viewer, tables }, currency)} m`);
      const codes = missing.map(({ code }) => code).join(", ");
      const params = { n: missing.length, codes, currency };
      if (codes) askFirst(confirmed, [{ mark: `currency:${currency}:${codes}`, key: "currencyUnrated", params }]);
      await tx
        .update(settings)
        .set({ currency, version: sql`${settings.version} + 1` })
        .where(eq(settings.id, row.id));
    }
    return { id: row.id };
  },
});
