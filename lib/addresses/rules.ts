import { countryName } from "@/lib/countries";
import { accept, type Checked, type ProblemKey, type Problems, refuse } from "@/lib/errors";
import { writePhone } from "@/lib/phones";
import { plainCode } from "@/lib/text";

type PostcodeRule = { pattern: RegExp; problem: ProblemKey };

/** What people write; the groups, joined by a space, are what is stored. A country prefix ("S-958 22") is left out. */
const postcodes = new Map(
  Object.entries<PostcodeRule>({
    FI: { pattern: /^(?:(?:FIN?|SF|AX)[- ]?)?(\d{5})$/, problem: "postcodeFi" },
    AX: { pattern: /^(?:(?:AX|FIN?)[- ]?)?(22\d{3})$/, problem: "postcodeAx" },
    SE: { pattern: /^(?:SE?[- ]?)?([1-9]\d\d) ?(\d\d)$/, problem: "postcodeSe" },
    NO: { pattern: /^(?:NO?[- ]?)?(\d{4})$/, problem: "postcodeNo" },
    DK: { pattern: /^(?:DK[- ]?)?(\d{4})$/, problem: "postcodeDk" },
    EE: { pattern: /^(?:(?:EE|EST)[- ]?)?(\d{5})$/, problem: "postcodeEe" },
    NL: { pattern: /^(?:NL[- ]?)?([1-9]\d{3}) ?((?!SA|SD|SS)[A-Z]{2})$/, problem: "postcodeNl" },
    DE: { pattern: /^(?:DE?[- ]?)?(\d{5})$/, problem: "postcodeDe" },
  }),
);

const longestPostcode = 16;

/** A postcode as it is stored; of a country whose rule we do not know, whatever is short enough. */
export function checkPostcode(country: string | null, raw: string): Checked<string> {
  const rule = postcodes.get(country ?? "");
  const written = plainCode(raw);
  if (!rule) return checkOtherPostcode(written);
  const groups = rule.pattern.exec(written.toUpperCase());
  return groups ? accept(groups.slice(1).join(" ")) : refuse(rule.problem);
}

function checkOtherPostcode(written: string): Checked<string> {
  if (written.length > longestPostcode) return refuse("tooLong", { max: longestPostcode });
  return /^[\p{L}\p{N} -]+$/u.test(written) ? accept(written) : refuse("postcodeOther");
}

type Judged = {
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
  phone: string | null;
};

/**
 * What is judged, or understood, by the country of an address. What was there before and is not touched is not judged
 * again, unless the country changes.
 * @param before null for a new address
 */
export function judgedAddress(before: Judged | null, after: Judged) {
  const { country, street, postalCode, city, phone } = after;
  const isTouched = (field: keyof Judged) => country !== before?.country || after[field] !== before?.[field];
  const problems: Problems = {};
  if (!street && !postalCode && !city) problems.street = { key: "required" };
  const postcode = postalCode && isTouched("postalCode") ? checkPostcode(country, postalCode) : accept(postalCode);
  if (!postcode.ok) problems.postalCode = postcode.problem;
  const details = {
    country,
    postalCode: postcode.ok ? postcode.value : null,
    phone: phone && isTouched("phone") ? writePhone(phone, country) : phone,
  };
  return { details, problems };
}

export type PostalAddress = {
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
  region?: string | null;
  country: string;
};

/** Where the town does not follow the postcode on one line. */
const townLines: Record<string, (address: PostalAddress) => Line[]> = {
  GB: britishLines,
  IE: britishLines,
  US: ({ city, region, postalCode }) => [[joined(", ", city, joined(" ", region, postalCode))]],
  CA: ({ city, region, postalCode }) => [[city, region, postalCode]],
  AU: ({ city, region, postalCode }) => [[city, region, postalCode]],
};

type Line = (string | null | undefined)[];

/** The address as its own country writes it, a line each; the country's name only for a reader elsewhere. */
export function addressLines(address: PostalAddress, reader: { country?: string; locale?: string } = {}) {
  const { street, country, postalCode, city, region } = address;
  const town = townLines[country]?.(address) ?? [[postalCode, city], [region]];
  const abroad = country === reader.country ? null : countryName(country, reader.locale ?? "en");
  return [[street], ...town, [abroad]].map((parts) => joined(" ", ...parts)).filter((line) => line !== "");
}

function britishLines({ city, region, postalCode }: PostalAddress): Line[] {
  return [[city], [region], [postalCode]];
}

function joined(separator: string, ...parts: Line) {
  return parts.filter(Boolean).join(separator);
}

/** A search for the address on a public map. Nothing is fetched from there; the reader may follow the link. */
export function mapHref(address: PostalAddress): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(addressLines(address).join(", "))}`;
}
