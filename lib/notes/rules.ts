import { fold } from "@/lib/text";

/** A name after an @, as a text has it. */
export type Written = { name: string; as: string };

const words = /(?<![\p{L}\p{N}_.])@((?:[\p{L}\p{M}\p{N}'’.-]+[ \u00A0]){0,7}[\p{L}\p{M}\p{N}'’.-]+)/gu;
const mostWords = 8;

/**
 * The names a text mentions: "@" and a whole name, also with the ending of a genitive; the longest that is known counts.
 * @param known whole names, folded
 * @returns each name once, folded, and how it is written
 */
export function writtenNames(text: string, known: ReadonlySet<string>): Written[] {
  const found = new Map<string, Written>();
  for (const [, run = ""] of text.normalize("NFC").matchAll(words)) {
    const written = longest(run, known);
    if (written && !found.has(written.name)) found.set(written.name, written);
  }
  return [...found.values()];
}

function longest(run: string, known: ReadonlySet<string>): Written | null {
  const parts = run.split(/[ \u00A0]/).slice(0, mostWords);
  for (let count = parts.length; count > 0; count -= 1) {
    const whole = run.slice(0, parts.slice(0, count).join(" ").length);
    for (const as of [whole, whole.replace(/[.'’-]+$/, ""), whole.replace(/[.'’-]*$/, "").replace(/['’]?[sn]$/, "")]) {
      const name = plainName(as);
      if (known.has(name)) return { name, as };
    }
  }
  return null;
}

/** A name as names are compared. */
export const plainName = (name: string): string => fold(name.replace(/[\s\u00A0]+/g, " ").trim());

/** A piece of a text: plain, a name that is mentioned, found by a search, or both. */
export type Piece = { text: string; mention: string | null; hit: boolean };

/**
 * A text in pieces, so that names and hits can be marked.
 * @param mentions names as they are written after the @
 * @param q what is searched for, as it was typed
 */
export function piecesOf(text: string, mentions: readonly string[], q: string): Piece[] {
  const names = mentions.map(escaped).toSorted((one, other) => other.length - one.length);
  const pattern = names.length
    ? new RegExp(`(?<![\\p{L}\\p{N}_.])@(${names.join("|")})(?=['’:]?[sn]?(?![\\p{L}\\p{N}]))`, "gu")
    : null;
  const parts: Piece[] = [];
  let from = 0;
  for (const match of pattern ? text.matchAll(pattern) : []) {
    parts.push(...hitsIn(text.slice(from, match.index), null, q));
    parts.push(...hitsIn(match[0], match[1] ?? null, q));
    from = match.index + match[0].length;
  }
  return [...parts, ...hitsIn(text.slice(from), null, q)];
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function hitsIn(text: string, mention: string | null, q: string): Piece[] {
  if (!text) return [];
  const { folded, places } = foldedWithPlaces(text, q);
  const spans = spansOf(folded, wordsOf(q)).map(
    ([from, to]) => [places[from] ?? 0, places[to] ?? text.length] as const,
  );
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (to <= at) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), mention, hit: false });
    pieces.push({ text: text.slice(Math.max(at, from), to), mention, hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mention, hit: false });
  return pieces;
}

const wordsOf = (q: string): string[] => fold(q).split(/\s+/).filter(Boolean).slice(0, 8);

/** Where the words stand, as the search finds them: from three letters on also inside others. Overlapping ones are one. */
function spansOf(folded: string, sought: readonly string[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const word of sought) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      if (word.length > 2 || at === 0 || /\s/.test(folded[at - 1] ?? "")) spans.push([at, at + word.length]);
    }
  }
  return spans.toSorted(([one], [other]) => one - other);
}

/** A folded text, and for each of its characters where in the text it comes from: folding may change lengths. */
function foldedWithPlaces(text: string, q: string): { folded: string; places: number[] } {
  if (!q.trim()) return { folded: "", places: [] };
  const places: number[] = [];
  let folded = "";
  let at = 0;
  for (const { segment } of new Intl.Segmenter("fi", { granularity: "grapheme" }).segment(text)) {
    const plain = fold(segment);
    for (let one = 0; one < plain.length; one += 1) places.push(at);
    folded += plain;
    at += segment.length;
  }
  return { folded, places: [...places, text.length] };
}

const mostLines = 12;
const mostShown = 700;

/** As much of a text as a list shows: its beginning, or the place around the first hit of a search. */
export function excerptOf(text: string, q: string): { text: string; isWhole: boolean } {
  if (text.length <= mostShown && text.split("\n").length <= mostLines) return { text, isWhole: true };
  const { folded, places } = foldedWithPlaces(text, q);
  const [first] = spansOf(folded, wordsOf(q));
  const hit = first ? (places[first[0]] ?? 0) : 0;
  const from = hit > mostShown / 2 ? text.lastIndexOf(" ", hit - 80) + 1 : 0;
  const part = text
    .slice(from, from + mostShown)
    .toWellFormed()
    .split("\n")
    .slice(0, mostLines)
    .join("\n");
  return { text: `${from > 0 ? "… " : ""}${part.trimEnd()} …`, isWhole: false };
}
