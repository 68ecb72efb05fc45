import { splitName } from "@/lib/contacts/rules";

/** What a vCard tells of a contact, as it was written; nothing where it does not say. */
export type ReadCard = {
  firstName: string;
  lastName: string;
  title: string;
  email: string;
  phone: string;
  mobile: string;
  language: string;
};

type Property = { name: string; types: string[]; isCoded: boolean; value: string };

/**
 * The cards of a .vcf file, version 3.0 or 4.0. Properties that a contact has no place for are passed over.
 * @returns null when the text holds no card
 */
export function readCards(file: string): ReadCard[] | null {
  const lines = unfolded(file);
  const cards: ReadCard[] = [];
  let open: Property[] | null = null;
  for (const line of lines) {
    const property = propertyOf(line);
    if (!property) continue;
    const mark = property.value.trim().toUpperCase();
    if (property.name === "BEGIN" && mark === "VCARD") open = [];
    else if (property.name === "END" && mark === "VCARD") {
      if (open) cards.push(cardOf(open));
      open = null;
    } else open?.push(property);
  }
  return cards.length ? cards : null;
}

/** A line that begins with a space or a tab goes on where the one before ended. */
const unfolded = (file: string): string[] =>
  file
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n");

/** "item1.TEL;TYPE=cell:+358 40 1" by its parts. */
function propertyOf(line: string): Property | null {
  const split = headOf(line);
  if (!split) return null;
  const [name = "", ...parameters] = split.head;
  const types = parameters.flatMap((parameter) => {
    const [key = "", given] = parameter.split("=");
    if (given === undefined || /^pref$/i.test(key)) return [key.toLowerCase()];
    return /^type$/i.test(key) ? given.replaceAll('"', "").toLowerCase().split(",") : [];
  });
  const isCoded = parameters.some((parameter) => /^(encoding=)?(b|base64|quoted-printable)$/i.test(parameter));
  return { name: (name.split(".").at(-1) ?? "").toUpperCase(), types, isCoded, value: split.value };
}

const longestHead = 1_000;

/** Name and parameters, and the value after the first colon that stands outside of quotes. */
function headOf(line: string): { head: string[]; value: string } | null {
  const head: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < Math.min(line.length, longestHead); at++) {
    const sign = line[at];
    if (sign === '"') quoted = !quoted;
    if (quoted || (sign !== ";" && sign !== ":")) continue;
    head.push(line.slice(start, at));
    if (sign === ":") return { head, value: line.slice(at + 1) };
    start = at + 1;
  }
  return null;
}

function cardOf(properties: Property[]): ReadCard {
  const all = (name: string) => properties.filter((property) => property.name === name && !property.isCoded);
  const first = (name: string) => plain(preferred(all(name))?.value ?? "");
  const phones = all("TEL").filter(({ types }) => !types.some((type) => /^(fax|pager)$/.test(type)));
  const isMobile = ({ types }: Property) => types.includes("cell");
  return {
    ...nameOf(all("N")[0]?.value ?? "", first("FN")),
    title: first("TITLE"),
    email: first("EMAIL").replace(/^mailto:/i, ""),
    phone: number(preferred(phones.filter((phone) => !isMobile(phone)))),
    mobile: number(preferred(phones.filter(isMobile))),
    language: first("LANG").slice(0, 2).toLowerCase(),
  };
}

/** The one marked as preferred, else the first. */
const preferred = (properties: Property[]): Property | undefined =>
  properties.find(({ types }) => types.includes("pref")) ?? properties[0];

const number = (phone: Property | undefined): string => plain(phone?.value ?? "").replace(/^tel:/i, "");

const longestName = 1_000;

/** Last and first name from N; where it says neither, from the full name. */
function nameOf(structured: string, fullName: string): { firstName: string; lastName: string } {
  const [lastName = "", firstName = ""] = [
    ...structured.slice(0, longestName).matchAll(/((?:[^\\;]|\\.)*)(?:;|$)/gs),
  ].map(([, part = ""]) => plain(part));
  return firstName || lastName ? { firstName, lastName } : splitName(fullName);
}

const plain = (value: string): string =>
  value.replace(/\\(.)/gs, (_, sign: string) => (sign === "n" || sign === "N" ? " " : sign)).trim();
