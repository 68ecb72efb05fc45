/** A contact as a vCard says it (RFC 6350). Phones as E.164; languages as two letters. */
export type Card = {
  /** Stays the same for the same contact. */
  uid: string;
  firstName: string | null;
  lastName: string | null;
  organisation: string;
  title: string | null;
  email: string | null;
  phone: Phone;
  mobile: Phone;
  language: string | null;
  address: {
    street: string | null;
    city: string | null;
    region: string | null;
    postalCode: string | null;
    country: string;
  } | null;
  updatedAt: Date;
};

/** As understood, and as it was written. */
type Phone = { e164: string | null; raw: string | null };

/** One vCard 4.0: UTF-8, lines end in CRLF and are folded at 75 octets. */
export function vcard(card: Card): string {
  const { firstName, lastName, organisation, address } = card;
  const name = [firstName, lastName].filter(Boolean).join(" ");
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    "KIND:individual",
    `UID:${card.uid}`,
    `FN:${text(name)}`,
    `N:${text(lastName)};${text(firstName)};;;`,
    `ORG:${text(organisation)}`,
    card.title && `TITLE:${text(card.title)}`,
    card.email && `EMAIL;TYPE=work:${text(card.email)}`,
    telephone("work,voice", card.phone),
    telephone("work,cell", card.mobile),
    address &&
      `ADR;TYPE=work:;;${[address.street, address.city, address.region, address.postalCode, address.country].map(text).join(";")}`,
    card.language && `LANG:${card.language}`,
    `REV:${card.updatedAt.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    "END:VCARD",
  ];
  return lines.flatMap((line) => (line ? [`${folded(line)}\r\n`] : [])).join("");
}

/** RFC 6350 3.4: backslash, comma, semicolon and line breaks are escaped; other control characters cannot be said. */
const text = (value: string | null): string =>
  (value ?? "")
    .replace(/[\\,;]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ")
    .toWellFormed();

function telephone(types: string, { e164, raw }: Phone): string | null {
  if (e164) return `TEL;VALUE=uri;TYPE="${types}":tel:${e164}`;
  return raw ? `TEL;VALUE=text;TYPE="${types}":${text(raw)}` : null;
}

/** RFC 6350 3.2: at most 75 octets, the space of a continued line included; no letter is cut in two. */
function folded(line: string): string {
  let out = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      out += "\r\n ";
      octets = 1;
    }
    out += letter;
    octets += size;
  }
  return out;
}
