import { validate as isUstIdNr } from "stdnum/lib/cjs/de/vat.js";
import { validate as isCvr } from "stdnum/lib/cjs/dk/cvr.js";
import { validate as isKmkr } from "stdnum/lib/cjs/ee/kmkr.js";
import { validate as isRegistrikood } from "stdnum/lib/cjs/ee/registrikood.js";
import { validate as isYTunnus } from "stdnum/lib/cjs/fi/ytunnus.js";
import { validate as isBtw } from "stdnum/lib/cjs/nl/btw.js";
import { validate as isNorwegianOrgnr } from "stdnum/lib/cjs/no/orgnr.js";
import { validate as isSwedishOrgnr } from "stdnum/lib/cjs/se/orgnr.js";
import { accept, type Checked, type ProblemKey, refuse } from "@/lib/errors";
import { plainCode } from "@/lib/text";

// The patterns come first: stdnum alone takes "FI01120389" for a Y-tunnus, all zeros, and B00 in a Dutch VAT number.
type Rule = { pattern: RegExp; isValid?: (id: string) => { isValid: boolean } };
type BusinessIdRule = Rule & { write?: (...groups: string[]) => string; problem: ProblemKey };
type VatRule = Rule & { example: string };

const businessIds = new Map(
  Object.entries<BusinessIdRule>({
    FI: {
      // Numbers of the seventies are six digits and a check digit; today they get a leading zero.
      pattern: /^(?=.{8,9}$)(\d{6,7})-?(\d)$/,
      write: (body = "", check = "") => `${body.padStart(7, "0")}-${check}`,
      isValid: isYTunnus,
      problem: "businessIdFi",
    },
    SE: {
      // A sole trader's number is the personnummer, written with or without its century; 16 marks an organisation.
      pattern: /^(?:16|19|20)?(\d{6})-?(\d{4})$/,
      write: (birth, serial) => `${birth}-${serial}`,
      isValid: isSwedishOrgnr,
      problem: "businessIdSe",
    },
    NO: { pattern: /^(\d{9})$/, isValid: isNorwegianOrgnr, problem: "businessIdNo" },
    DK: { pattern: /^([1-9]\d{7})$/, isValid: isCvr, problem: "businessIdDk" },
    EE: { pattern: /^([1789]\d{7})$/, isValid: isRegistrikood, problem: "businessIdEe" },
    NL: { pattern: /^(\d{8})$/, problem: "businessIdNl" },
  }),
);

/** By prefix, what follows it. Beyond our own countries only the form is known, not the check digit. */
const vatNumbers = new Map(
  Object.entries<VatRule>({
    FI: { pattern: /^\d{8}$/, isValid: isYTunnus, example: "FI12345678" },
    SE: { pattern: /^\d{10}(?!00)\d\d$/, isValid: (id) => isSwedishOrgnr(id.slice(0, 10)), example: "SE123456789001" },
    NO: { pattern: /^\d{9}(?:MVA)?$/, isValid: (id) => isNorwegianOrgnr(id.slice(0, 9)), example: "NO123456789MVA" },
    DK: { pattern: /^[1-9]\d{7}$/, isValid: isCvr, example: "DK12345678" },
    NL: { pattern: /^\d{9}B(?!00)\d\d$/, isValid: (id) => isBtw(`NL${id}`), example: "NL123456789B01" },
    EE: { pattern: /^\d{9}$/, isValid: isKmkr, example: "EE123456789" },
    DE: { pattern: /^[1-9]\d{8}$/, isValid: isUstIdNr, example: "DE123456789" },
    AT: { pattern: /^U\d{8}$/, example: "ATU12345678" },
    BE: { pattern: /^[01]\d{9}$/, example: "BE0123456789" },
    BG: { pattern: /^\d{9,10}$/, example: "BG123456789" },
    CY: { pattern: /^\d{8}[A-Z]$/, example: "CY12345678X" },
    CZ: { pattern: /^\d{8,10}$/, example: "CZ12345678" },
    EL: { pattern: /^\d{9}$/, example: "EL123456789" },
    ES: { pattern: /^[A-Z0-9]\d{7}[A-Z0-9]$/, example: "ESX12345678" },
    FR: { pattern: /^[A-Z0-9]{2}\d{9}$/, example: "FR12345678901" },
    HR: { pattern: /^\d{11}$/, example: "HR12345678901" },
    HU: { pattern: /^\d{8}$/, example: "HU12345678" },
    IE: { pattern: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/, example: "IE1234567FA" },
    IT: { pattern: /^\d{11}$/, example: "IT12345678901" },
    LT: { pattern: /^(?:\d{9}|\d{12})$/, example: "LT123456789" },
    LU: { pattern: /^\d{8}$/, example: "LU12345678" },
    LV: { pattern: /^\d{11}$/, example: "LV12345678901" },
    MT: { pattern: /^\d{8}$/, example: "MT12345678" },
    PL: { pattern: /^\d{10}$/, example: "PL1234567890" },
    PT: { pattern: /^\d{9}$/, example: "PT123456789" },
    RO: { pattern: /^\d{2,10}$/, example: "RO1234567890" },
    SI: { pattern: /^\d{8}$/, example: "SI12345678" },
    SK: { pattern: /^\d{10}$/, example: "SK1234567890" },
  }),
);

/** What a company is registered under at home, as it is stored; of other countries any short code is taken. */
export function checkBusinessId(country: string | null, raw: string): Checked<string> {
  const rule = businessIds.get(registryCountry(country));
  if (!rule) return checkOtherIdentifier(raw);

  const groups = rule.pattern.exec(plainCode(raw).toUpperCase().replace(/[ .]/g, ""))?.slice(1) ?? [];
  const id = rule.write && groups.length > 0 ? rule.write(...groups) : (groups[0] ?? "");
  return fits(rule, id) ? accept(id) : refuse(rule.problem);
}

/**
 * A VAT number as it is stored: prefix first, no spaces, Norway's with MVA. The prefix may be missing, and may be of
 * another country than the customer's: companies register where they sell.
 */
export function checkVatNumber(country: string | null, raw: string): Checked<string> {
  const written = plainCode(raw).toUpperCase().replace(/[ .-]/g, "");
  const ownPrefix = country === "GR" ? "EL" : registryCountry(country);
  const vat = vatNumberOf(written.slice(0, 2), written.slice(2)) ?? vatNumberOf(ownPrefix, written);
  if (vat) return accept(vat);

  const ownRule = vatNumbers.get(ownPrefix);
  return ownRule ? refuse("vatNumber", { example: ownRule.example }) : checkOtherIdentifier(raw);
}

function vatNumberOf(prefix: string, body: string) {
  const rule = vatNumbers.get(prefix);
  if (!rule?.pattern.test(body) || !fits(rule, body)) return null;
  return prefix === "NO" ? `NO${body.slice(0, 9)}MVA` : prefix + body;
}

const fits = (rule: Rule, id: string) => /[1-9]/.test(id) && (!rule.isValid || rule.isValid(id).isValid);

function checkOtherIdentifier(raw: string): Checked<string> {
  const id = plainCode(raw).toUpperCase();
  const isPlausible = /^[\p{L}\p{N}./ -]{2,30}$/u.test(id) && /[\p{L}1-9]/u.test(id);
  return isPlausible ? accept(id) : refuse("identifierOther");
}

/** Åland and Svalbard use the numbers of Finland and Norway. */
export function registryCountry(country: string | null) {
  if (country === "AX") return "FI";
  return country === "SJ" ? "NO" : (country ?? "");
}

/** The VAT number a company has if it is registered for VAT; null where the business ID does not fix it. */
export function vatFromBusinessId(country: string | null, businessId: string) {
  const prefix = registryCountry(country);
  return ["FI", "NO", "DK"].includes(prefix) ? vatNumberOf(prefix, businessId.replace("-", "")) : null;
}

/** The business ID inside a stored VAT number; null where there is none. */
export function businessIdFromVat(vat: string) {
  const country = vat.slice(0, 2);
  const lengths: Record<string, number> = { FI: 8, SE: 10, NO: 9, DK: 8 };
  const checked = checkBusinessId(country, vat.slice(2, 2 + (lengths[country] ?? 0)));
  return country in lengths && checked.ok ? checked.value : null;
}

/** A stored business ID as it is shown. */
export function formatBusinessId(country: string | null, id: string) {
  return registryCountry(country) === "NO" ? inThrees(id) : id;
}

/** A stored VAT number as it is shown. */
export function formatVatNumber(vat: string) {
  return /^NO\d{9}MVA$/.test(vat) ? `NO\u00A0${inThrees(vat.slice(2, 11))}\u00A0MVA` : vat;
}

const inThrees = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, "\u00A0");

/** Key of the label: the customer's country decides, not the reader's language. */
export function businessIdLabelKey(country: string | null) {
  switch (registryCountry(country)) {
    case "FI":
      return "id.fi";
    case "SE":
      return "id.se";
    case "NO":
      return "id.no";
    case "DK":
      return "id.dk";
    case "NL":
      return "id.nl";
    default:
      return "id.other";
  }
}

/** Key of the label, by the customer's country. */
export function vatLabelKey(country: string | null) {
  return registryCountry(country) === "NO" ? "id.vatNo" : "id.vat";
}
