import { accept, type Checked, refuse } from "@/lib/errors";
import { plainCode } from "@/lib/text";

/** Whether text says of itself that it is a reference of ISO 11649: "RF", two check digits, and the rest. */
const asksForRf = /^RF\d\d/i;

/** A Finnish reference number as a person writes it: digits, also in groups. */
const looksFinnish = /^(?=[\d ]*$)(?:\d ?){4,20}$/;

/** ISO 11649: at most 21 signs after the check digits, and 97 goes into them with a remainder of 1 (ISO 7064). */
export function isRf(raw: string): boolean {
  const code = compact(raw);
  return /^RF\d\d[A-Z0-9]{1,21}$/.test(code) && remainder97(code.slice(4) + code.slice(0, 4)) === 1;
}

/** The check digit of a viitenumero: weights 7, 3, 1 from the right; leading zeros count for nothing. */
export function isFinnishReference(raw: string): boolean {
  const digits = compact(raw).replace(/^0+/, "");
  if (!/^\d{4,20}$/.test(digits)) return false;
  const weights = [7, 3, 1];
  const sum = [...digits.slice(0, -1)]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (weights[place % 3] ?? 0), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** A reference as it is stored: one that says it is an RF reference has to be one; any other text is taken. */
export function checkReference(text: string): Checked<string> {
  if (!asksForRf.test(compact(text))) return accept(text);
  return isRf(text) ? accept(compact(text)) : refuse("referenceRf");
}

/** Whether a text may be meant as a Finnish reference number and is mistyped. */
export const isDoubtfulReference = (text: string): boolean => looksFinnish.test(text) && !isFinnishReference(text);

/** An RF reference in fours from the left, a Finnish one in fives from the right, as they are printed. */
export function formatReference(reference: string): string {
  if (isRf(reference)) return reference.replace(/(.{4})(?=.)/g, "$1 ");
  return /^\d+$/.test(reference) && isFinnishReference(reference)
    ? reference.replace(/\B(?=(.{5})+$)/g, " ")
    : reference;
}

/** ISO 7064 mod 97-10 of letters and digits, a letter counting as 10 to 35. */
export function remainder97(code: string): number {
  let rest = 0;
  for (const sign of code) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest;
}

const compact = (raw: string) => plainCode(raw).toUpperCase().replace(/ /g, "");
