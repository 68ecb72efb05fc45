import fc from "fast-check";

/** Values that nobody means well with: what a field, a filter or an action may be given by hand. */

/** Pieces of text that programs stumble over: pairs cut in two, controls, turned text, piles of marks, foreign digits. */
export const oddTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\uD83D",
  "a\uDE00b",
  "\u001B[31m",
  "\u0085\u009F",
  "\uFFFE\uFFFF",
  "abc\u202Egpj.exe",
  "\u2066a\u2069",
  "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
  "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}",
  `e${"\u0301".repeat(100)}`,
  "A\u030A E\u0301 \u1112\u1161\u11AB",
  "\u212B \uFB01 \u017F",
  "\u200B\u200D\uFEFF\u00AD",
  "\t=1+1",
  "=cmd|' /C calc'!A0",
  "-2+3+cmd",
  "@SUM(1)",
  "'; drop table customers; --",
  "%' or '1'='1",
  "\\",
  "%_\\%",
  "{{7*7}}<%= 7*7 %>",
  "<script>window.__xss=1</script>",
  '"><img src=x onerror=window.__xss=1>',
  "javascript:window.__xss=1",
  "data:text/html,<script>1</script>",
  "../../etc/passwd",
  "a\r\nSet-Cookie: a=b",
  "NaN",
  "Infinity",
  "-0",
  "0",
  "-1",
  "1e3",
  "1e308",
  "0x10",
  "１２",
  "٣",
  "1,5.7,8",
  "9007199254740993",
  "2147483648",
  "9223372036854775808",
  "999999999999999",
  "1".repeat(400),
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "10000-01-01",
  "-000001-01-01",
  "2026-13-01",
  "2026-03-01T25:61",
  "31.2.2026",
  "24:00",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "[object Object]",
  "{}",
  "[]",
];

/** Values that some field takes: with them the work goes on to what stands behind the first check. */
const goodTexts = [
  ..."on|true|false|FI|SE|NL|EUR|fi|sv|en|todo|note|edit|own|all|text|add|up|down|open|done|0|1|2|25,5".split("|"),
  ..."2026-03-01|2026-12-31|2026-03|2026|12:30|00:00|1 234,50|0.5|a@b.example|0401234567|https://a.example".split("|"),
  ..."Pohjola Oy|Åkerlund & Söhne|1234567-8|00100|customer:1|customer:1:2:on|project:1|1:doing:|1.true".split("|"),
];

const sizes = [200, 201, 10_000, 1_000_000];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom("a", "ä ", "😀", "\u0301"), fc.constantFrom(...sizes)).map(repeated),
  },
);

function repeated([piece, size]: [string, number]): string {
  return piece.repeat(Math.ceil(size / piece.length));
}

export const oddText = text;

const oddNumber = fc.constantFrom(
  ...[Number.NaN, Infinity, -Infinity, 0, -0, -1, 0.5, 1e308, 5e-324, 2 ** 31, 2 ** 53 + 1, 2 ** 63, 1e21],
);
const manyKeys = fc.constant(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key${at}`, "1"])));
const prototypes = fc.constantFrom(
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
  JSON.parse('{"toString":1,"valueOf":null,"then":"x","length":1e9}'),
);

/** Anything at all, as it would come out of JSON or of a program that calls the door by hand. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: oddNumber },
  { weight: 2, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, true, false, 10n, Symbol.iterator, new Date(Number.NaN)) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 10_000 }, (_, at) => String(at))) },
  { weight: 1, arbitrary: prototypes },
  { weight: 1, arbitrary: manyKeys },
);

/** Almost a good text: what is kept of it shows whether the rule of text was asked. */
export const unsound = fc.constantFrom("Poh\u0000jola", "Poh\u0007jola", "abc\u202Egpj", "A\u030Ahola", "Oy \uD83D");

/** What one of the fields would take: its own words, ids of rows there are, or what forms usually send. */
export const plausible = (words: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: words.length ? 4 : 0, arbitrary: fc.constantFrom(...words, "") },
    { weight: 3, arbitrary: fc.constantFrom(...goodTexts) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }).map(String) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 40 }).map(String), { maxLength: 3 }) },
  );
