import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy, plainCode } from "@/lib/text";

/** At most two decimals: with three, 1.234 would mean one thing to a Dutch reader and another to an English one. */
type Limits = { max: number; scale: 0 | 1 | 2; min?: number };

const groupOf = "[ .,'’]";
const written = new RegExp(`^(?:(-) ?)?([1-9]\\d{0,2}(${groupOf})\\d{3}(?:\\3\\d{3})*|\\d+)(?:([.,])(\\d*))?$`);

/**
 * A number as people write it, "1 234,50", "1.234,50", "1,234.50" and "1234.5" alike, as the database keeps it:
 * "1234.50". One separator before exactly three digits groups thousands, since no such field has three decimals.
 * @param max the largest value
 * @param min the smallest, zero unless it is said; only one below zero lets a minus stand in front
 * @param scale decimals it may have, and has when it is stored
 */
export function checkDecimal(raw: string, { max, scale, min = 0 }: Limits): Checked<string> {
  const [, minus = "", whole = "", group, point, decimals = ""] = written.exec(plainCode(raw)) ?? [];
  const isMade = whole !== "" && (point === undefined || point !== group) && (minus === "" || min < 0);
  if (!isMade) return refuse(scale === 0 ? "wholeNumber" : "decimal");
  if (decimals.length > scale) return scale === 0 ? refuse("wholeNumber") : refuse("decimalPlaces", { scale });
  const digits = whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  const size = scale === 0 ? digits : `${digits}.${decimals.padEnd(scale, "0")}`;
  const value = /[1-9]/.test(size) ? `${minus}${size}` : size;
  if (Number(value) < min) return refuse("numberMin", { min });
  return Number(value) > max ? refuse("numberMax", { max }) : accept(value);
}

/** A sum or a rate: text in, the decimal as text out, so that no cent is lost on the way. */
export const decimalField = (limits: Limits) => checkedBy((raw) => checkDecimal(raw, limits));

/** A count from zero to `max`. */
export const wholeNumberField = (max: number) =>
  checkedBy<number>((raw) => {
    const checked = checkDecimal(raw, { max, scale: 0 });
    return checked.ok ? accept(Number(checked.value)) : checked;
  });
