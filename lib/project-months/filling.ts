import { checkDecimal } from "@/lib/decimals";
import type { Problems } from "@/lib/errors";
import { cellName, type FigureField, figureLimits, figureNames, monthNumbers } from "./fields";
import { evenly } from "./rules";

type Values = Record<string, unknown>;
type Filled = { ok: true; value: Record<string, string> } | { ok: false; problems: Problems };

/** What a form posts for the buttons that fill cells. */
export const fillNames = ["spread.amount", "spread.field", "spread.from", "spread.to"] as const;

const amounts = figureNames.filter((field) => field !== "note");
const text = (value: unknown) => (typeof value === "string" ? value : "");

/** The cells of the month before the year, from which January is filled. */
export const nameBefore = (field: FigureField) => `0.${field}` as const;
export const namesBefore = amounts.map(nameBefore);

/**
 * What a button puts into the cells of a year's form: `copy.3` the numbers of February into March, `spread` an amount
 * in equal parts into the months from one to another.
 * @param typed how a decimal is written for whoever fills them in
 */
export function filled(values: Values, typed: (value: string) => string): Filled {
  const copied = monthNumbers.find((month) => values.fill === `copy.${month}`);
  if (copied) {
    const cells = amounts.map((field) => [
      cellName(copied, field),
      text(values[copied === 1 ? nameBefore(field) : cellName(copied - 1, field)]),
    ]);
    return { ok: true, value: Object.fromEntries(cells) };
  }
  return values.fill === "spread" ? spread(values, typed) : { ok: true, value: {} };
}

function spread(values: Values, typed: (value: string) => string): Filled {
  const [amount, name, from, to] = fillNames.map((one) => text(values[one])) as [string, string, string, string];
  const field = amounts.find((one) => one === name) as FigureField | undefined;
  if (!field) return { ok: false, problems: { "spread.field": { key: "chooseOption" } } };
  const total = checkDecimal(amount, figureLimits(field));
  if (!total.ok) return { ok: false, problems: { "spread.amount": total.problem } };
  const months = monthNumbers.filter((month) => month >= Number(from) && month <= Number(to));
  if (!months.length) return { ok: false, problems: { "spread.to": { key: "monthsOrder" } } };
  const parts = evenly(total.value, months.length);
  return {
    ok: true,
    value: Object.fromEntries(months.map((month, at) => [cellName(month, field), typed(parts[at] ?? "")])),
  };
}
