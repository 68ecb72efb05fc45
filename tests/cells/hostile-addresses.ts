import type { World } from "./world";

// What an address can be made to say by hand. Values are written as they go over the wire: some are no UTF-8.

const written = [
  ["", " ", "-1", "0", "-0", "1.5", "1e3", "1e309", "NaN", "Infinity", "0x10", "987654321", "9007199254740993"],
  ["9223372036854775808", "1".repeat(400), "１２", "٣", "1,2,3", "1,,2", "1.2.3", "true", "null", "undefined"],
  ["__proto__", "constructor", "toString", "hasOwnProperty", "[object Object]", "[]", "{}", '{"$ne":1}', "a[b][c]"],
  ["0000-00-00", "0000-01-01", "0000-01", "2026-02-30", "2026-13", "9999-12-31", "10000-01-01", "infinity", "24:00"],
  [
    "'",
    "\\",
    "%",
    "_%",
    "';--",
    "' or 1=1",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "//evil.example",
    "/\\evil.example",
  ],
  ['"><img src=x onerror=window.__xss=1>', "<script>window.__xss=1</script>", "javascript:window.__xss=1", "{{7*7}}"],
  [
    "{n}",
    "{n, plural, other {#}}",
    "abc\u202Egpj",
    "e\u0301".repeat(60),
    "😀",
    "\u0000",
    "a\u0000b",
    "none",
    "all",
    "yes",
  ],
].flat();

/** Bytes that are no text: half a letter, half a pair, half a percent sign. */
const broken = ["%ED%A0%80", "%C3", "%F0%9F", "%zz", "%", "%u0041", "%FF%FE", "%C0%80"];

export const hostileValues = ({ ids }: World): string[] => [
  ...written.map(encodeURIComponent),
  ...broken,
  "a".repeat(10_000),
  ...[ids.sister?.customer, ids.sister?.contact, ids.own?.activity, ids.all?.mate].map(String),
];

/** Names said twice, as lists, as trees, and names that every object has. */
export const hostileQueries = (names: readonly string[]): string[] => [
  names.map((name) => `${name}=1&${name}=%00&${name}=`).join("&"),
  names.map((name) => `${name}%5B%5D=1&${name}%5Ba%5D%5Bb%5D=1`).join("&"),
  names.map((name) => `${name.toUpperCase()}=1`).join("&"),
  names.join("&"),
  "__proto__=1&__proto__[isAdmin]=1&constructor[prototype][x]=1&toString=1&then=1&length=-1",
  "%00=1&%ED%A0%80=1&=1&&&?#",
  Array.from({ length: 1000 }, (_, at) => `k${at}=1`).join("&"),
  names
    .map((name) => `${name}=a`.repeat(1))
    .join("&")
    .repeat(3),
];

const elsewhere = [
  "999999999999",
  "0",
  "-1",
  "1e3",
  "constructor",
  "__proto__",
  "",
  ".",
  "1.1.1",
  "１",
  "9223372036854775808",
  "\u0000",
];

/** The panels of a page, of rows that are not there, that are none, or with more behind. */
export function hostilePanels(panels: readonly string[]): string[] {
  const kinds = [...new Set(panels.map((panel) => panel.replace(/\d+/g, "#")))];
  const all = [
    ...kinds,
    "edit",
    "edit.#",
    "delete.#",
    "contact.#",
    "new",
    "group.#",
    "unknown",
    "constructor",
    "toString.#",
  ];
  const others = all.flatMap((kind) =>
    elsewhere.map((id) => (kind.includes("#") ? kind.replace(/#/g, id) : `${kind}.${id}`)),
  );
  return [...all, ...others, ...panels.map((panel) => `${panel}.`), ...panels.map((panel) => panel.toUpperCase())];
}

export const hostileIds = [
  "0",
  "-1",
  "1e3",
  "1.5",
  "9223372036854775808",
  "constructor",
  "__proto__",
  "１２",
  "%20",
  "1%2F2",
  "999999999999",
  "null",
  "1".repeat(400),
];
