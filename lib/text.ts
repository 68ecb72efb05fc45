import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";

/** Text of one line: required, at most `max` code points; white space inside is folded to single spaces. */
export const text = (max: number) => checkedBy((raw) => checkText(raw, max, oneLine));

/** Text of several lines: required, at most `max` code points; line breaks and tabs stay. */
export const longText = (max: number) => checkedBy((raw) => checkText(raw, max, manyLines));

/** A value that may be missing: absent, empty and blank all become null. A partial form still leaves absent alone. */
export const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankToNull, type.nullable());

/** A type made of a check: text in, the stored value out, and the check's own problem when it refuses. */
export function checkedBy<T>(check: (raw: string) => Checked<T>) {
  return z.string().transform((raw, context): T => {
    const result = check(raw);
    if (result.ok) return result.value;
    context.addIssue({ code: "custom", params: result.problem, input: raw });
    return z.NEVER;
  });
}

function blankToNull(value: unknown) {
  return value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;
}

const forbidden = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u;
const invisible = /^[\p{Cf}\p{Z}\s]*$/u;
// Normalising a long pile of combining marks takes seconds; Unicode (UAX 15) itself stops at 30.
const pileOfMarks = /\p{M}{31}/u;

function checkText(raw: string, max: number, tidy: (raw: string) => string): Checked<string> {
  if (raw.length > 10 * max + 1000) return refuse("tooLong", { max });
  if (!raw.isWellFormed() || pileOfMarks.test(raw)) return refuse("badCharacters");

  const value = tidy(raw.normalize("NFC"));
  if (invisible.test(value)) return refuse("required");
  if (forbidden.test(value)) return refuse("badCharacters");
  if (codePoints(value) > max) return refuse("tooLong", { max });
  return accept(value);
}

const oneLine = (value: string) => value.replace(/\s+/g, " ").trim();
const manyLines = (value: string) => value.replace(/\r\n?/g, "\n").trim();

function codePoints(value: string) {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** A code as it is compared with a pattern: one kind of hyphen and space; too long to be one, and nothing is left. */
export function plainCode(raw: string) {
  const code = raw.length > 100 ? "" : oneLine(raw.normalize("NFKC"));
  return code.replace(/[‐‒–—―−]/g, "-");
}

/** Case and accents folded away, as the database's fold() does: for comparing, never for showing. */
export function fold(value: string) {
  return value
    .replace(/(\p{M}{30})\p{M}+/gu, "$1")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00C0-\u024F\u1E00-\u1EFF]+/g, (letters) => letters.normalize("NFD"))
    .replace(/[\u0300-\u0362]/g, "")
    .replace(/[\u00A1-\u0192\u02BC\u0451\u2010-\u2044\u2212]/g, (letter) => folded[letter] ?? letter);
}

// What PostgreSQL's unaccent.rules say of letters that are no base letter with a mark, and of common signs.
const folded = Object.fromEntries(
  [
    "ß=ss æ=ae œ=oe ø=o đ=d ð=d ħ=h ı=i ĸ=q ł=l ŋ=n ŧ=t þ=th ƒ=f ё=е ×=* ÷=/ «=<< »=>> ©=(c) ®=(r) ¡=! ¿=? ±=+/-",
    "\u00AD=- ‐=- ‒=- –=- —=- ―=- −=- ⁄=/ ‘=' ’=' ‛=' ʼ=' ′=' ‚=, „=,, ‹=< ›=> “=\" ”=\"",
  ].flatMap((row) => row.split(" ").map((pair) => pair.split("="))),
);

const longestShown = 80;

/** A cell may hold a whole text; its beginning is enough to recognise it. */
export function shortened(text: string): string {
  const characters = [...text.slice(0, 4 * longestShown)];
  return characters.length > longestShown ? `${characters.slice(0, longestShown).join("")}…` : text;
}
