import type { Problems } from "@/lib/errors";
import { checkEinvoiceAddress } from "./einvoice";
import { type OwnField, ownFields, type TermField, type VatCategory } from "./fields";

type Terms = Partial<Record<TermField, string | number | null>>;

/** From the narrowest to the widest. */
const levelNames = ["company", "customer", "mainUnit", "group", "organisation"] as const;
export type LevelName = (typeof levelNames)[number];

type Said = Terms & { name?: string };

/**
 * What each level says, and what it is called; one that is not there, or not open to the viewer, is left out. Of main
 * units there may be several, the nearest first.
 */
export type Levels = Partial<Record<LevelName, Said | readonly Said[]>>;

export type Source = { level: LevelName; name?: string };
export type Term = { value: string | number; source: Source } | null;

const isSet = (value: unknown): value is string | number => value !== null && value !== undefined && value !== "";

/** The value that counts and where it comes from; null where no level has one. */
export function effective(levels: Levels, field: TermField): Term {
  const said = levelNames.flatMap((level) => [levels[level] ?? []].flat().map((terms) => ({ level, ...terms })));
  for (const { level, name, [field]: value } of said) {
    if (isSet(value)) return { value, source: name ? { level, name } : { level } };
  }
  return null;
}

/** What is left without a level and those narrower: what it inherits from. */
export const widerThan = (level: LevelName, levels: Levels): Levels =>
  Object.fromEntries(levelNames.slice(levelNames.indexOf(level) + 1).map((name) => [name, levels[name]]));

/** The narrower of two places a value comes from. */
export const byLevel = (one: Source, other: Source) => levelNames.indexOf(one.level) - levelNames.indexOf(other.level);

/** Of what only a customer can have, the fields that stand and fall together. */
const pairs: Partial<Record<OwnField, OwnField>> = {
  einvoiceScheme: "einvoiceAddress",
  einvoiceAddress: "einvoiceScheme",
  salesBlockReason: "salesBlock",
};

type Own = Partial<Record<OwnField, unknown>>;

/** Whether a company has a value of its own where only a customer can have one. */
export function isOwnThere(there: Own | null, field: OwnField): boolean {
  const pair = pairs[field];
  return Boolean(there && (isFilled(there[field]) || (pair && isFilled(there[pair]))));
}

const isFilled = (value: unknown) => value !== null && value !== undefined && [value].flat().length > 0;

/** What counts in a company: what it says itself, else what the customer's terms at home say. */
export function inCompany<Row extends Own>(there: Row | null, home: Row | null): Row | null {
  if (!there || !home) return there ?? home;
  const own = Object.keys(ownFields).filter((field) => isOwnThere(there, field as OwnField));
  return { ...home, ...Object.fromEntries(own.map((field) => [field, there[field as OwnField]])) };
}

/** The three that stand and fall together. */
export const vatFields = ["vatCategory", "vatRate", "taxFreeReason"] as const satisfies readonly TermField[];

/** Categories in which the buyer owes the tax: without the buyer's VAT number there are none (BR-AE-02, BR-IC-02). */
export const needsVatNumber = (category: unknown): boolean => category === "AE" || category === "K";

type Vat = { category: VatCategory | null; rate: string | null; reason: string | null };

/**
 * Only the standard category has a rate. E asks for a reason in words (BR-E-10); those of AE, K, G and O follow from
 * the category itself; S and Z must have none (BR-S-10, BR-Z-10).
 * @param counted what counts after the change
 * @param own what this level itself says
 * @param vatNumber of the customer; undefined on the wider levels, where it is not known
 */
export function vatProblems(counted: Vat, own: Vat, vatNumber?: string | null): Problems {
  const problems: Problems = {};
  const category = counted.category ?? "S";
  if (category !== "S" && own.rate !== null && Number(own.rate) > 0) problems.vatRate = { key: "vatRateStandard" };
  if (category === "E" && counted.reason === null) problems.taxFreeReason = { key: "taxFreeReason" };
  if ((category === "S" || category === "Z") && own.reason !== null) {
    problems.taxFreeReason = { key: "taxFreeReasonNone" };
  }
  if (vatNumber === null && needsVatNumber(own.category)) problems.vatCategory = { key: "vatNumberNeeded" };
  return problems;
}

type Einvoice = { einvoiceScheme: string | null; einvoiceAddress: string | null };

/** Scheme and address together, as they are stored; without an address there is no scheme either. */
export function judgedEinvoice({ einvoiceScheme, einvoiceAddress }: Einvoice): {
  values: Einvoice;
  problems: Problems;
} {
  if (einvoiceAddress === null) return { values: { einvoiceScheme: null, einvoiceAddress: null }, problems: {} };
  const checked = checkEinvoiceAddress(einvoiceScheme, einvoiceAddress);
  if (checked.ok) {
    const { scheme, address } = checked.value;
    return { values: { einvoiceScheme: scheme, einvoiceAddress: address }, problems: {} };
  }
  const { field, key, params } = checked;
  return { values: { einvoiceScheme, einvoiceAddress }, problems: { [field]: { key, params } } };
}
