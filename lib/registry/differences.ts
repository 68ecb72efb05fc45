import type { customers } from "@/db/schema/index";
import { canonical } from "@/lib/access/audit";
import { formatWebsite } from "@/lib/contact-details";
import { checkPhone, writePhone } from "@/lib/phones";
import { addressFrom, folded, isSameAddress, type PlainAddress, plainText, wordIn } from "./addresses";
import { isCapital, tidiedName } from "./capitals";
import { type Register, type RegistryField, type RegistryRecord, registryFields } from "./rules";

type Row = typeof customers.$inferSelect;

/** What of a customer a register is compared with. */
export type Compared = Pick<
  Row,
  | "name"
  | "country"
  | "language"
  | "email"
  | "website"
  | "phone"
  | "industryCode"
  | "companyForm"
  | "staff"
  | "businessStatus"
>;

/**
 * `onlyCase`: a name that differs in capitals alone. `empty`: the register has none; it may be ticked to clear ours,
 * but not name and address. `notProvided`: this register never gives it.
 */
type ProposalState = "same" | "differs" | "onlyCase" | "empty" | "notProvided";

export const nameWays = ["tidied", "registered"] as const;
export type NameWay = (typeof nameWays)[number];
export const addressWays = ["visiting", "postal"] as const;
export type AddressWay = (typeof addressWays)[number];

export type PlainField = Exclude<RegistryField, "name" | "address">;
type Common = { state: ProposalState; isTicked: boolean };

/** One field of a customer beside what the register says, as it would be stored. The first choice is the one proposed. */
export type Proposal = Common &
  (
    | { field: "name"; before: string; choices: { way: NameWay; value: string }[] }
    | { field: "address"; before: PlainAddress | null; choices: { way: AddressWay; address: PlainAddress }[] }
    | { field: PlainField; before: string | number | null; value: string | number | null }
  );

/** Fields that are ticked beforehand where they differ, and for which a check queues a comparison. */
const proposed: readonly RegistryField[] = ["name", "address", "email", "website"];

/**
 * A customer beside what a register says of it, field by field.
 * @param headOffice null where the customer has no address
 */
export function proposalsOf(
  customer: Compared,
  headOffice: PlainAddress | null,
  record: RegistryRecord,
  register: Pick<Register, "provides">,
): Proposal[] {
  const values = plainValues(customer, record);
  const plain = (field: PlainField) => {
    const [before, value] = [customer[field], values[field]];
    const state = stateOf(
      value,
      before,
      isSame(field, before, value, customer.country),
      gives(record, register, field),
    );
    return { field, before, value, ...common(field, state, record) };
  };
  return [
    nameProposal(customer, record, register),
    addressProposal(customer, headOffice, record, register),
    ...plainFields.map(plain),
  ];
}

const plainFields = registryFields.filter((field) => field !== "name" && field !== "address");

/** The values of a record as they would be stored with a customer. */
export function plainValues({ country, language }: Pick<Compared, "country" | "language">, record: RegistryRecord) {
  const { email, website, phone, industryCode, staff, status } = record;
  return {
    email,
    website,
    phone: phone && writePhone(phone, country),
    industryCode,
    companyForm: wordIn(record.form, language),
    staff,
    businessStatus: status,
  } satisfies Record<PlainField, string | number | null>;
}

/** Which fields may be taken: what differs, and what may be cleared. */
export const isOffered = ({ field, state, ...proposal }: Proposal): boolean =>
  state === "differs" ||
  state === "onlyCase" ||
  (state === "empty" && !["name", "address"].includes(field) && proposal.before !== null);

/** The fields in which customer and register differ; a field that the register leaves empty is not among them. */
export const differingOf = (proposals: readonly Proposal[]): RegistryField[] =>
  proposals.filter(({ state }) => state === "differs").map(({ field }) => field);

/** What was decided last of a customer: what the register said then, and what differed. */
export type Decided = { record: RegistryRecord; differing: readonly string[] };

/**
 * Whether what a check found should wait for somebody: something proposed, or the status, differs and was not already
 * offered and left. That a business goes on as usual is no news, also where no register has been asked before.
 * @param last null where nothing was decided yet
 */
export function isWorthQueueing(proposals: readonly Proposal[], record: RegistryRecord, last: Decided | null): boolean {
  const wasLeft = (field: RegistryField) =>
    last?.differing.includes(field) === true && said(last.record, field) === said(record, field);
  const isNews = (proposal: Proposal) =>
    proposed.includes(proposal.field) ||
    (proposal.field === "businessStatus" && (proposal.before ?? "active") !== proposal.value);
  return proposals.some((proposal) => proposal.state === "differs" && isNews(proposal) && !wasLeft(proposal.field));
}

function said(record: RegistryRecord, field: RegistryField): string {
  if (field === "businessStatus") return record.status;
  if (field === "address") return canonical([record.visiting, record.postal]);
  return String(record[field as "name" | "email" | "website"]);
}

function nameProposal(customer: Compared, record: RegistryRecord, register: Pick<Register, "provides">): Proposal {
  const before = customer.name;
  const choices = nameChoices(record.name, customer.country).filter(({ value }) => value !== plainText(before));
  const isOnlyCase = choices.length > 0 && folded(before) === folded(record.name ?? "");
  const isSameName = record.name !== null && plainText(before) === plainText(record.name);
  const state = stateOf(record.name, before, isSameName, gives(record, register, "name"));
  const shown = state === "differs" && isOnlyCase ? "onlyCase" : state;
  return { field: "name", before, choices: state === "same" ? [] : choices, ...common("name", shown, record) };
}

/** A name in capitals first as people write it; where the legal form is not, the capitals are somebody's wish. */
export function nameChoices(name: string | null, country: string): { way: NameWay; value: string }[] {
  if (name === null) return [];
  const registered = { way: "registered" as const, value: plainText(name) };
  const tidied = { way: "tidied" as const, value: tidiedName(registered.value, country) };
  if (tidied.value === registered.value) return [registered];
  return isCapital(registered.value) ? [tidied, registered] : [registered, tidied];
}

function addressProposal(
  customer: Compared,
  headOffice: PlainAddress | null,
  record: RegistryRecord,
  register: Pick<Register, "provides">,
): Proposal {
  const found = addressWays.flatMap((way) => {
    const registered = record[way];
    return registered ? [{ way, registered, address: addressFrom(registered, customer.language) }] : [];
  });
  const isSame = headOffice !== null && found.some(({ registered }) => isSameAddress(headOffice, registered));
  const state = stateOf(found.length ? "" : null, headOffice, isSame, gives(record, register, "address"));
  const choices = found.filter(
    ({ registered }, place) => !found.slice(0, place).some(({ address }) => isSameAddress(address, registered)),
  );
  return {
    field: "address",
    before: headOffice,
    choices: isSame ? [] : choices.map(({ way, address }) => ({ way, address })),
    ...common("address", state, record),
  };
}

/** Of a business that it had to remove, a register says nothing but that. */
const gives = ({ status }: RegistryRecord, { provides }: Pick<Register, "provides">, field: RegistryField) =>
  provides.has(field) && status !== "removed";

const common = (field: RegistryField, state: ProposalState, { status }: RegistryRecord): Common => ({
  state,
  isTicked: status === "active" && state === "differs" && proposed.includes(field),
});

function stateOf(value: unknown, before: unknown, isSame: boolean, isProvided: boolean): ProposalState {
  if (value !== null) return isSame ? "same" : "differs";
  if (!isProvided) return "notProvided";
  return before === null || before === "" ? "same" : "empty";
}

function isSame(field: PlainField, before: Row[PlainField], value: string | number | null, country: string): boolean {
  if (before === null || value === null) return before === value;
  const [ours, theirs] = [String(before), String(value)];
  if (field === "phone") return calledBy(ours, country) === calledBy(theirs, country);
  if (field === "website") return withoutScheme(ours) === withoutScheme(theirs);
  return folded(ours) === folded(theirs);
}

const calledBy = (phone: string, country: string) => checkPhone(phone, country).e164 ?? folded(phone);
const withoutScheme = (website: string) => formatWebsite(plainText(website)).replace(/\/$/, "").toLowerCase();
