import { generalRange, groupRange, overlaps } from "@/lib/numbering/rules";
import { plainCode } from "@/lib/text";

/** A number series as it stands: its first number and the next one it would give. */
export type Series = { name: string; start: number; next: number };

/**
 * Whose numbers a group with this start would run into. A range ends where the next one begins, so two groups mix only
 * where the lower one has already given numbers beyond the new start. The general series mixes also when it begins
 * inside the new range.
 */
export function mixedWith(start: number, groups: readonly Series[], general: Series): Series[] {
  const beyond = (series: Series) => series.start < start && series.next > start;
  const starts = [...groups.map((group) => group.start), start];
  const generalMixes = beyond(general) || overlaps(generalRange(general.start, starts), groupRange(start, starts));
  return [...groups.filter(beyond), ...(generalMixes ? [general] : [])];
}

/**
 * The customer numbers in a pasted text. Lines, commas, semicolons and tabs part them; so does a space, unless a number
 * with that space is known.
 * @param known which of the texts are customer numbers
 */
export function numbersIn(text: string, known: (number: string) => boolean): string[] {
  const numbers = chunksOf(text).flatMap((chunk) => (known(chunk) ? [chunk] : chunk.split(" ")));
  return [...new Set(numbers)];
}

/** Everything in a pasted text that could be a customer number. */
export const candidatesIn = (text: string): string[] => [
  ...new Set(chunksOf(text).flatMap((chunk) => [chunk, ...chunk.split(" ")])),
];

const chunksOf = (text: string): string[] =>
  text
    .split(/[\n,;\t]/)
    .map(plainCode)
    .filter(Boolean);
