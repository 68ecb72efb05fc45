import { z } from "zod";
import { fold } from "@/lib/text";

/** What stands behind the question mark of an address. */
export type Params = Record<string, string | string[] | undefined>;

/** One value of an address; of several the first, else nothing. */
export const oneOf = (params: Params, name: string): string => [params[name]].flat()[0] ?? "";

/** What is searched for: one line of at most 100 characters, cut between two of them. Read again it is the same. */
export const searchOf = (params: Params): string =>
  oneOf(params, "q")
    .toWellFormed()
    .normalize("NFC")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 100)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();

export const known = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((one) => one === word);

export const idOf = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

const ways = ["any", "all", "none"] as const;

/** Rows of a register that are looked for: whether any of them, all or none is meant. Without ids nothing is asked. */
export type Sought = { ids: readonly number[]; way: (typeof ways)[number] };

/** "tag=1,2&tags=all", and "tag=1&tag=2&tags=all" as a form says it; at most twenty. */
export function soughtOf(params: Params, name: string): Sought {
  const ids = [params[name]].flat().flatMap((text) => text?.split(",").map(idOf) ?? []);
  const known = [...new Set(ids.filter((id) => id !== null))].slice(0, 20);
  return { ids: known, way: (known.length > 0 && ways.find((way) => way === oneOf(params, `${name}s`))) || "any" };
}

/** The same as an address says it; what is the default is left out. */
export const soughtQuery = (name: string, { ids, way }: Sought): Record<string, string | null> => ({
  [name]: ids.join(",") || null,
  [`${name}s`]: way === "any" ? null : way,
});

/** Everything that stands behind the question mark, what is said several times as a list. */
export const paramsOf = (search: URLSearchParams): Params =>
  Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));

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

/** A filter as an action is bound to it. Whoever calls one by hand may give it anything. */
export const boundQuery = (query: unknown): Params =>
  Object.fromEntries(new URLSearchParams(typeof query === "string" ? query : ""));

/** The last row seen, as the address carries it. */
export const encodeCursor = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

/** A moment in a cursor. Postgres counts no year 0, and no zone is sixteen hours away. */
export const momentSeen = z.iso.datetime({ offset: true }).regex(/^(?!0000)(?!.*[+-](?:1[6-9]|2\d):)/);

/** A day in a cursor. */
export const daySeen = z.iso.date().regex(/^(?!0000)/);

/** Whether Postgres takes it: text without NUL and halves of pairs. */
const isStorable = (value: unknown): boolean =>
  typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));

/** @returns null where the address carries nothing that fits */
export function decodeCursor<T extends z.ZodType>(text: string | null, shape: T): z.output<T> | null {
  if (!text || text.length > 2_000) return null;
  try {
    const cursor = shape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return cursor.success && [cursor.data].flat().every(isStorable) ? cursor.data : null;
  } catch {
    return null;
  }
}
