import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy, plainCode } from "@/lib/text";

const longestNumber = 20;

/** A customer number as it is stored: letters and digits first, then hyphens, dots, underscores and spaces too. */
export function checkNumberText(raw: string): Checked<string> {
  const number = plainCode(raw);
  if (raw.trim() === "") return refuse("required");
  if (raw.length > 100 || number.length > longestNumber) return refuse("tooLong", { max: longestNumber });
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._ -]*$/u.test(number) ? accept(number) : refuse("numberText");
}

export const numberText = checkedBy(checkNumberText);

/** A running number as text; zeros in front up to `padding` digits. */
export const writeNumber = (number: number, padding: number) => String(number).padStart(padding, "0");

const natural = new Intl.Collator("und", { numeric: true });

/** Orders customer numbers as people count: A-9 before A-10. */
export const compareNumbers = (one: string, other: string) => natural.compare(one, other);

/** First and last number of a series, both inclusive; `to` below `from` is a range without numbers. */
export type NumberRange = { from: number; to: number };

/** Highest number a range without an end may reach. */
export const farEnd = 999_999_999_999;

/** A group owns the numbers from its start to the next higher group's start. */
export function groupRange(start: number, groupStarts: number[]): NumberRange {
  return { from: start, to: lastBefore(groupStarts.filter((other) => other > start)) };
}

/** Customers whose group has no start get the numbers from the general start to the first group's above it. */
export function generalRange(start: number, groupStarts: number[]): NumberRange {
  return { from: start, to: lastBefore(groupStarts.filter((group) => group >= start)) };
}

const lastBefore = (higherStarts: number[]) => Math.min(farEnd + 1, ...higherStarts) - 1;

export function overlaps(one: NumberRange, other: NumberRange) {
  return Math.max(one.from, other.from) <= Math.min(one.to, other.to);
}

/** The starts of the groups from whose ranges the general series takes numbers; none where they are apart. */
export function mixedStarts(generalStart: number, groupStarts: number[]): number[] {
  const general = generalRange(generalStart, groupStarts);
  return groupStarts.filter((start) => overlaps(general, groupRange(start, groupStarts)));
}
