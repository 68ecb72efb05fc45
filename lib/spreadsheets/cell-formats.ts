import { clean, dateOf, unguarded } from "./cells.ts";
import { walk } from "./xml.ts";

/** What the look of a cell says about its value. */
export type Format = {
  date: boolean;
  /** Shown with at least this many digits: how postcodes kept as numbers get their leading zeros. */
  digits: number;
  /** Typed with an apostrophe in front, so an apostrophe in the value is meant. */
  quoted: boolean;
};

/** Excel takes no longer ones. */
const longestCode = 255;

/** The formats of cells, by the number that cells refer to. */
export function formatsOf(xml: string): Format[] {
  const codes = new Map<string, string>();
  const formats: Format[] = [];
  let listed = false;
  walk(xml, "", {
    open(name, { numFmtId = "0", formatCode = "", quotePrefix = "" }) {
      if (name === "numFmt") codes.set(numFmtId, formatCode.slice(0, longestCode));
      if (name === "cellXfs") listed = true;
      if (name !== "xf" || !listed) return;
      const code = codes.get(numFmtId) ?? "";
      const date = builtInDates.test(numFmtId) || isDateCode(code);
      formats.push({ date, digits: /^0+$/.test(code) ? code.length : 1, quoted: /^(?:1|true)$/.test(quotePrefix) });
    },
    close(name) {
      if (name === "cellXfs") listed = false;
    },
  });
  return formats;
}

/** 14–22 and 45–47 everywhere, 27–36 and 50–58 in East Asian workbooks (ECMA-376 part 1, 18.8.30). */
const builtInDates = /^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;

/** A code with a letter for year, month, day, hour or second, outside quotes, escapes, colours and currencies. */
const isDateCode = (code: string) =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ""));

/** Excel writes characters that XML cannot hold as _x000D_ and the like. */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/**
 * The value of a cell as text: days as "yyyy-mm-dd", numbers without exponent, "true" and "false", errors by name.
 * @param raw what the file holds: a number, a position among the shared strings, or the text itself
 */
export function textOf(
  raw: string,
  type: string,
  format: Format | undefined,
  book: { system: 1900 | 1904; strings: string[] },
): string {
  switch (type) {
    case "s":
      return literal(book.strings[Number(raw)] ?? "", format);
    case "str":
    case "inlineStr":
      return literal(unescaped(raw), format);
    case "b":
      return raw === "1" || raw === "true" ? "true" : "false";
    case "d":
      return clean(raw)
        .replace(/T00:00(?::00(?:\.0+)?)?Z?$/, "")
        .replace("T", " ");
    case "e":
      return clean(raw);
    default:
      return numberText(raw, format, book.system);
  }
}

const literal = (text: string, format: Format | undefined): string =>
  format?.quoted ? clean(text) : unguarded(clean(text));

function numberText(raw: string, format: Format | undefined, system: 1900 | 1904): string {
  const number = Number(raw);
  if (!Number.isFinite(number)) return clean(raw);
  if (format?.date) return dateOf(number, system) ?? plain(number);
  const text = plain(number);
  return format && /^\d+$/.test(text) ? text.padStart(format.digits, "0") : text;
}

/** All digits Excel shows, which are 15, and no exponent. */
function plain(number: number): string {
  const rounded = Number(number.toPrecision(15));
  if (Math.abs(rounded) >= 1e21) {
    const [digits = "", power] = rounded.toExponential(14).split("e");
    return digits.replace(".", "").padEnd(Number(power) + digits.indexOf("."), "0");
  }
  const text = String(rounded);
  return text.includes("e") ? rounded.toFixed(20).replace(/\.?0+$/, "") : text;
}
