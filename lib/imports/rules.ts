import type { z } from "zod";
import { postalFields } from "@/lib/addresses/fields";
import { checkPostcode } from "@/lib/addresses/rules";
import { checkCountry } from "@/lib/contact-details";
import { firstContactFields } from "@/lib/contacts/fields";
import { splitName } from "@/lib/contacts/rules";
import type { CustomField } from "@/lib/custom-fields/rules";
import { customerFields, type ExternalField } from "@/lib/customers/fields";
import { judgedByCountry } from "@/lib/customers/rules";
import { accept, type Checked, type Problem, problemsOf, refuse } from "@/lib/errors";
import { checkPhone, formatPhone } from "@/lib/phones";
import type { Row } from "@/lib/spreadsheets/read";
import { fold, text } from "@/lib/text";
import { Cells, type Columns } from "./cells";
import { readCustom, type Words } from "./custom";
import { kindFrom, languageFrom } from "./words";

/** As many rows as a file may have. */
export const mostRows = 50_000;
/** As many as one request checks and writes, within some two seconds; a longer file is the work of a job. */
export const mostRowsAtOnce = 5_000;

/** What a row's values may refer to, by folded name, and what holds where the row says nothing. */
export type Ground = {
  country: string;
  groupId: number | null;
  groupRequired: boolean;
  /** Nobody gives running numbers: every row needs its own. */
  numberRequired: boolean;
  /** Bookkeeping takes digits only. */
  numericOnly: boolean;
  ownerId: number | null;
  groups: ReadonlyMap<string, number>;
  types: ReadonlyMap<string, number>;
  /** By e-mail and by full name; a name that two people have belongs to neither. */
  owners: ReadonlyMap<string, number>;
  /** The types of a new customer by its kind. */
  usualTypes: { person: number[]; other: number[] };
  /** Fields of the outside systems in use. */
  external: readonly ExternalField[];
  /** The custom fields in use, with the words their values go by. */
  custom: readonly { field: CustomField; words: Words }[];
};

/** A customer as the row describes it, ready to be written. */
export type Draft = NonNullable<ReturnType<typeof readRow>["draft"]>;

/**
 * Reads one row. Every cell is judged, so that a person can correct all of them at once.
 * @param width number of headings; a row with more or fewer cells has slipped and is not read
 * @returns the draft, or null when anything is refused
 */
export function readRow(row: Row, columns: Columns, width: number, ground: Ground) {
  const cells = new Cells(row, columns);
  if (row.cells.length !== width) {
    cells.slipped(width);
    return { draft: null, problems: cells.problems, notes: cells.notes };
  }
  const country = readCountry(cells, ground);
  const kind = cells.read("kind", known(kindFrom, "unknownValue")) ?? "organisation";
  const group = cells.read("group", known(namedIn(ground.groups), "groupUnknown"));
  const customer = {
    line: row.line,
    number: cells.read("number", valid.number),
    name: cells.read("name", valid.name) ?? "",
    kind,
    ...readDetails(cells, country ?? ground.country),
    companyForm: cells.read("companyForm", valid.companyForm),
    language: cells.read("language", known(languageFrom, "unknownValue")),
    email: cells.read("email", valid.email),
    website: cells.read("website", valid.website),
    description: cells.read("description", valid.description),
    types: readTypes(cells, ground) ?? ground.usualTypes[kind === "person" ? kind : "other"],
    groupId: group ?? ground.groupId,
    ownerId: readOwner(cells, ground),
    mainUnit: cells.read("mainUnit", valid.number),
    address: readAddress(cells, country),
    accountingId: readExternalId(cells, ground, "accountingId"),
    hubspotId: readExternalId(cells, ground, "hubspotId"),
    custom: readCustom(cells, ground.custom),
  };
  const contact = readContact(cells, country);
  if (!cells.raw("name")) cells.refuse("name", { key: "required" });
  const number = cells.raw("number");
  if (ground.numericOnly && number && !/^\d+$/.test(number.trim())) cells.refuse("number", { key: "digitsOnly" });
  if (ground.numberRequired && !cells.raw("number")) cells.refuse("number", { key: "required" });
  if (ground.groupRequired && !cells.raw("group") && !customer.groupId) cells.refuse("group", { key: "groupRequired" });
  const draft = withContact(customer, contact, cells);
  return { draft: cells.problems.length ? null : draft, problems: cells.problems, notes: cells.notes };
}

const parsed =
  <T>(type: z.ZodType<T>) =>
  (raw: string): Checked<T> => {
    const result = type.safeParse(raw);
    return result.success
      ? accept(result.data)
      : { ok: false, problem: problemsOf(result.error)[""] ?? { key: "checkValue" } };
  };

/** A form and a file follow the same rules. */
const valid = {
  number: parsed(customerFields.number.is),
  name: parsed(customerFields.name.is),
  identifier: parsed(customerFields.businessId.is),
  companyForm: parsed(customerFields.companyForm.is),
  email: parsed(customerFields.email.is),
  phone: parsed(customerFields.phone.is),
  website: parsed(customerFields.website.is),
  externalId: parsed(customerFields.accountingId.is),
  description: parsed(customerFields.description.is),
  street: parsed(postalFields.street.is),
  city: parsed(postalFields.city.is),
  region: parsed(postalFields.region.is),
  firstName: parsed(firstContactFields.firstName.is),
  lastName: parsed(firstContactFields.lastName.is),
  fullName: parsed(text(100)),
  title: parsed(firstContactFields.title.is),
};

const known =
  <T>(find: (raw: string) => T | null, problem: Problem["key"]) =>
  (raw: string): Checked<T> => {
    const found = find(raw);
    return found === null ? refuse(problem) : accept(found);
  };

const namedIn = (ids: ReadonlyMap<string, number>) => (raw: string) => ids.get(fold(raw.replace(/\s+/g, " "))) ?? null;

function readCountry(cells: Cells, ground: Ground): string | null {
  if (cells.raw("country")) return cells.read("country", checkCountry);
  if (cells.has("country")) cells.note("country", { key: "countryFilled", params: { country: ground.country } });
  return ground.country;
}

/** What the form of a customer judges by its country, judged the same way. */
function readDetails(cells: Cells, country: string) {
  const given = {
    country,
    businessId: cells.read("businessId", valid.identifier),
    vatNumber: cells.read("vatNumber", valid.identifier),
    phone: cells.read("phone", valid.phone),
  };
  const { details, problems } = judgedByCountry(null, given);
  for (const field of ["businessId", "vatNumber"] as const) {
    if (problems[field]) cells.refuse(field, problems[field]);
  }
  return details;
}

const readTypes = (cells: Cells, { types }: Ground) =>
  cells.read("types", (raw) => {
    const ids = raw
      .split(/[,;|]/)
      .filter((name) => name.trim())
      .map((name) => namedIn(types)(name.trim()));
    return ids.includes(null) ? refuse("typeUnknown") : accept([...new Set(ids as number[])]);
  });

function readOwner(cells: Cells, { owners, ownerId }: Ground): number | null {
  const raw = cells.raw("owner");
  const id = raw ? namedIn(owners)(raw) : null;
  if (raw && id === null) cells.note("owner", { key: "ownerUnknown" });
  return id ?? ownerId;
}

const readExternalId = (cells: Cells, { external }: Ground, field: ExternalField) =>
  external.includes(field) ? cells.read(field, valid.externalId) : null;

function readAddress(cells: Cells, country: string | null) {
  const address = {
    street: cells.read("street", valid.street),
    postalCode: cells.read("postalCode", (raw) => checkPostcode(country, raw)),
    city: cells.read("city", valid.city),
    region: cells.read("region", valid.region),
  };
  return address.street || address.postalCode || address.city ? address : null;
}

function readContact(cells: Cells, country: string | null) {
  const phoneRaw = cells.read("contactPhone", valid.phone);
  return {
    ...readContactName(cells),
    title: cells.read("contactTitle", valid.title),
    email: cells.read("contactEmail", valid.email),
    phone: phoneRaw && checkPhone(phoneRaw, country).e164,
    phoneRaw,
  };
}

function readContactName(cells: Cells) {
  const firstName = cells.read("contactFirstName", valid.firstName);
  const lastName = cells.read("contactLastName", valid.lastName);
  const full = cells.read("contactName", valid.fullName);
  if (firstName || lastName || !full) return { firstName, lastName };
  const parts = splitName(full);
  return { firstName: parts.firstName || null, lastName: parts.lastName || null };
}

type Contact = ReturnType<typeof readContact>;

/** Without a name there is no person: e-mail and phone are then the customer's own, if it has no others. */
function withContact<C extends { email: string | null; phone: string | null }>(
  customer: C,
  contact: Contact,
  cells: Cells,
) {
  if (contact.firstName || contact.lastName) return { ...customer, contact };
  const { title, email } = contact;
  const phone = contact.phoneRaw && formatPhone({ raw: contact.phoneRaw, e164: contact.phone });
  const left = (own: string | null, other: string | null) => own && other && own !== other;
  if (title) cells.note("contactTitle", { key: "contactNameless" });
  if (left(customer.email, email)) cells.note("contactEmail", { key: "contactNameless" });
  if (left(customer.phone, phone)) cells.note("contactPhone", { key: "contactNameless" });
  return { ...customer, email: customer.email ?? email, phone: customer.phone ?? phone, contact: null };
}
