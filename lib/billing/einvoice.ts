import { accept, type Checked, type ProblemKey, refuse } from "@/lib/errors";
import { checkBusinessId, checkVatNumber } from "@/lib/identifiers/rules";
import { plainCode } from "@/lib/text";
import { remainder97 } from "./references";

type Scheme = {
  code: string;
  name: string;
  example: string;
  /** Hyphens and dots belong to the address; elsewhere they only make it easier to read. */
  hyphens?: true;
  isValid: (address: string) => boolean;
};

const businessId = (country: string, length: number) => (address: string) =>
  /^\d+$/.test(address) && address.length === length && checkBusinessId(country, address).ok;
const vat = (country: string) => (address: string) =>
  address.startsWith(country) && checkVatNumber(country, address).ok;
const written = (pattern: RegExp) => (address: string) => pattern.test(address);

/** GS1: weights 3 and 1 from the right. */
function isGln(address: string): boolean {
  if (!/^\d{13}$/.test(address)) return false;
  const sum = [...address.slice(0, 12)].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(address.at(-1));
}

/** Finvoice and Peppol 0216: 0037, the eight digits of the business ID, and up to five signs of a unit. */
const isOvt = (address: string) =>
  /^0037\d{8}[A-Z0-9]{0,5}$/.test(address) && checkBusinessId("FI", address.slice(4, 12)).ok;

const ibanLengths: Record<string, number> = { FI: 18, AX: 18, SE: 24, NO: 15, DK: 18, EE: 20, NL: 18, DE: 22 };

/** ISO 13616; of other countries only the limits of the standard are known here. */
function isIban(address: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(address)) return false;
  const length = ibanLengths[address.slice(0, 2)] ?? address.length;
  return address.length === length && remainder97(address.slice(4) + address.slice(0, 4)) === 1;
}

const isLei = (address: string) => /^[A-Z0-9]{18}\d\d$/.test(address) && remainder97(address) === 1;
/** German public bodies: rough address, fine address, check digits. */
const isLeitweg = (address: string) =>
  /^\d{2,12}(-[A-Z0-9]{1,30})?-\d\d$/.test(address) && remainder97(address.replace(/-/g, "")) === 1;

/** Peppol participant identifier schemes v9.7 that are active where our customers are, after the three that are none. */
export const schemes: readonly Scheme[] = [
  { code: "ovt", name: "OVT, Finvoice", example: "003712345671", isValid: isOvt },
  { code: "0216", name: "Peppol 0216, FI:OVT2", example: "003712345671", isValid: isOvt },
  { code: "0007", name: "Peppol 0007, SE:ORGNR", example: "2021005489", isValid: businessId("SE", 10) },
  { code: "0192", name: "Peppol 0192, NO:ORG", example: "923609016", isValid: businessId("NO", 9) },
  { code: "0106", name: "Peppol 0106, NL:KVK", example: "00200001", isValid: businessId("NL", 8) },
  { code: "0190", name: "Peppol 0190, NL:OINO", example: "00000001002306608000", isValid: written(/^\d{20}$/) },
  { code: "9944", name: "Peppol 9944, NL:VAT", example: "NL999200008B01", isValid: vat("NL") },
  { code: "0184", name: "Peppol 0184, DK:CVR", example: "13585628", isValid: businessId("DK", 8) },
  { code: "0096", name: "Peppol 0096, DK:P", example: "1003403020", isValid: written(/^\d{10}$/) },
  { code: "0198", name: "Peppol 0198, DK:SE", example: "DK13585628", isValid: vat("DK") },
  { code: "0191", name: "Peppol 0191, EE:CC", example: "12345678", isValid: businessId("EE", 8) },
  { code: "9931", name: "Peppol 9931, EE:VAT", example: "EE100931558", isValid: vat("EE") },
  { code: "9930", name: "Peppol 9930, DE:VAT", example: "DE136695976", isValid: vat("DE") },
  { code: "0204", name: "Peppol 0204, DE:LWID", example: "991-33333TEST-33", hyphens: true, isValid: isLeitweg },
  {
    code: "0246",
    name: "Peppol 0246, DE:GEBA",
    example: "DE123456789",
    hyphens: true,
    isValid: written(/^[A-Z0-9.-]{2,35}$/),
  },
  { code: "0088", name: "Peppol 0088, GLN", example: "7300010000001", isValid: isGln },
  { code: "0060", name: "Peppol 0060, DUNS", example: "552050006", isValid: written(/^\d{9}$/) },
  { code: "0199", name: "Peppol 0199, LEI", example: "529900T8BM49AURSDO55", isValid: isLei },
  { code: "iban", name: "IBAN", example: "FI2112345600000785", isValid: isIban },
  { code: "other", name: "", example: "", isValid: written(/^[\p{L}\p{N}.:/@_ -]{1,35}$/u) },
];

export const schemeCodes = schemes.map(({ code }) => code) as [string, ...string[]];

/** Taken out of Peppol: 0037, 0212, 0213 and 0215 at the end of 2024. */
const removed = ["0037", "0212", "0213", "0215", "9908", "9909", "9955"];

/** "iso6523-actorid-upis::0192:923609016" and "0192:923609016" say their scheme themselves. */
const full = /^(?:ISO6523-ACTORID-UPIS::)?(\d{4}):(.+)$/;

type EinvoiceAddress = { scheme: string; address: string };
type Refused = {
  ok: false;
  field: "einvoiceScheme" | "einvoiceAddress";
  key: ProblemKey;
  params?: { example: string };
};

/**
 * An address as it is stored: capital letters, no spaces, without the scheme that may stand before it.
 * @param scheme null where none was chosen: then the address has to say it itself
 */
export function checkEinvoiceAddress(
  scheme: string | null,
  raw: string,
): { ok: true; value: EinvoiceAddress } | Refused {
  const code = plainCode(raw).toUpperCase();
  const [, said, rest] = full.exec(code.replace(/ /g, "")) ?? [];
  if (said && removed.includes(said)) return { ok: false, field: "einvoiceAddress", key: "einvoiceRemoved" };
  const known = schemes.find((one) => one.code === (scheme ?? said));
  if (!known) return { ok: false, field: "einvoiceScheme", key: "chooseOption" };
  if (said && known.code !== "other" && said !== known.code) {
    return { ok: false, field: "einvoiceScheme", key: "einvoiceScheme" };
  }
  const address = known.code === "other" ? code : (rest ?? code).replace(known.hyphens ? / /g : /[ .-]/g, "");
  if (known.isValid(address)) return { ok: true, value: { scheme: known.code, address } };
  if (known.code === "other") return { ok: false, field: "einvoiceAddress", key: "einvoiceOther" };
  return { ok: false, field: "einvoiceAddress", key: "einvoiceAddress", params: { example: known.example } };
}

/** Operators and banks that pass e-invoices on in Finland; two of them share one code. */
export const operators: readonly { code: string; name: string }[] = Object.entries({
  "003723327487": "Apix",
  BAWCFI22: "Basware",
  "003703575029": "CGI, Telia",
  "5909000716438": "Comarch",
  CREDIFLOW: "Crediflow",
  ROUTTY: "Dynatos",
  "885790000000418": "HighJump",
  INEXCHANGE: "InExchange",
  EXPSYS: "Lexmark, Kofax",
  "003721291126": "Maventa",
  "003726044706": "Netbox",
  "003708599126": "OpenText",
  E204503: "OpusCapita Solutions",
  "003723609900": "Pagero",
  FI28768767: "Posti Messaging",
  "003701150617": "PostNord Strålfors",
  "003714377140": "Ropo Capital",
  "003701011385": "Tietoevry",
  "885060259470028": "Tradeshift",
  UTMOST: "4US",
  "003722207029": "Ålands Post",
  HELSFIHH: "Aktia",
  DABAFIHH: "Danske Bank",
  DNBAFIHX: "DNB",
  HANDFIHH: "Handelsbanken",
  NDEAFIHH: "Nordea",
  OKOYFIHH: "OP",
  ITELFIHH: "Säästöpankki, Oma Säästöpankki",
  POPFFI22: "POP Pankki",
  SBANFIHH: "S-Pankki",
  AABAFI22: "Ålandsbanken",
})
  .map(([code, name]) => ({ code, name }))
  .sort((one, other) => one.name.localeCompare(other.name, "fi"));

/** An operator by its code; others than those on the list are taken as well, for the list is never whole. */
export function checkOperator(raw: string): Checked<string> {
  const code = plainCode(raw).toUpperCase().replace(/ /g, "");
  return /^[A-Z0-9]{2,35}$/.test(code) ? accept(code) : refuse("einvoiceOperator");
}
