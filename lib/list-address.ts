import type { z } from "zod";
import { fold } from "@/lib/text";

/** What stands behind the question mark of an address. */
export type Params = Record<string, string | string[] | undefined>;

/** One value of an address; of several the first, else nothing. */
export const oneOf = (params: Params, name: string): string => [params[name]].flat()[0] ?? "";

/** What is searched for: one line of at most 100 characters. */
export const searchOf = (params: Params): string =>
  oneOf(params, "q")
    .normalize("NFC")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 100)
    .toWellFormed();

export const known = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((one) => one === word);

export const idOf = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

/**
 * The patterns that a folded search column has to match, every one of them: from three letters on also inside words,
 * shorter ones at the start of a word.
 */
export const patternsOf = (q: string): string[] =>
  fold(q)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `${word.length < 3 ? "% " : "%"}${word.replace(/[\\%_]/g, "\\$&")}%`);

/** The last row seen, as the address carries it. */
export const encodeCursor = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

/** @returns null where the address carries nothing that fits */
export function decodeCursor<T extends z.ZodType>(text: string | null, shape: T): z.output<T> | null {
  if (!text || text.length > 2_000) return null;
  try {
    const cursor = shape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return cursor.success ? cursor.data : null;
  } catch {
    return null;
  }
}
