import { currencies } from "@/lib/billing/fields";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkDay } from "@/lib/moments";
import { plainCode } from "@/lib/text";

/** Rates say what one euro is worth, so the euro itself has none. */
export const ratedCurrencies = currencies.filter((code) => code !== "EUR");

const most = 100_000_000;
const scale = 6;

/**
 * A rate as people and banks write it, "11,25", "11.2500", "17 500,25": a point or comma is the decimal mark here, since
 * rates have three decimals as often as two. As the database keeps it: "11.250000".
 */
export function checkRate(raw: string): Checked<string> {
  const written = plainCode(raw);
  const [, whole = "", decimals = ""] = /^(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?$/.exec(written) ?? [];
  if (!whole) return refuse("rate");
  if (decimals.length > scale) return refuse("decimalPlaces", { scale });
  const size = whole.replace(/ /g, "").replace(/^0+(?=\d)/, "");
  const value = `${size}.${decimals.padEnd(scale, "0")}`;
  if (!/[1-9]/.test(value)) return refuse("rate");
  return Number(value) > most ? refuse("numberMax", { max: most }) : accept(value);
}

export type Rate = { currency: string; validFrom: string; rate: string };

const mostLines = 1000;

/**
 * Rates of several lines, "2026-11-20 SEK 11,25", the day and the currency in either order, with spaces, tabs or
 * semicolons between. One line that cannot be read refuses all; the problem names it.
 */
export function checkRates(raw: string): Checked<Rate[]> {
  const lines = raw
    .slice(0, 200_000)
    .split(/\r?\n/)
    .map((line, at) => ({ line: at + 1, words: line.trim() }))
    .filter(({ words }) => words !== "");
  if (!lines.length) return refuse("required");
  if (lines.length > mostLines) return refuse("tooMany", { max: mostLines });
  const rates = new Map<string, Rate>();
  for (const { line, words } of lines) {
    const rate = rateOf(words);
    if (!rate) return refuse("rateLine", { line });
    const key = `${rate.currency} ${rate.validFrom}`;
    if (rates.has(key)) return refuse("rateTwice", { line });
    rates.set(key, rate);
  }
  return accept([...rates.values()]);
}

function rateOf(words: string): Rate | null {
  const parts = words.split(/[\s;]+/).filter(Boolean);
  const currency = (parts.find((part) => /^[a-z]{3}$/i.test(part)) ?? "").toUpperCase();
  const written = parts.find((part) => checkDay(part).ok) ?? "";
  const day = checkDay(written);
  const rest = parts.filter((part) => part !== written && part.toUpperCase() !== currency);
  const rate = checkRate(rest.join(" "));
  return ratedCurrencies.includes(currency) && day.ok && rate.ok
    ? { currency, validFrom: day.value, rate: rate.value }
    : null;
}
