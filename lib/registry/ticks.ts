import { z } from "zod";
import { type Values, wholeNumber } from "@/lib/access/post";
import { postalFields } from "@/lib/addresses/fields";
import { countryField } from "@/lib/contact-details";
import { customerFields } from "@/lib/customers/fields";
import { type Problems, problemsOf } from "@/lib/errors";
import { choice, choices, inputOf } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { optional, text } from "@/lib/text";
import { addressFrom } from "./addresses";
import { addressWays, type Compared, nameChoices, nameWays, type Proposal, plainValues } from "./differences";
import { businessStatuses, type RegistryField, type RegistryRecord, registryFields } from "./rules";

const ticksInput = z.object({
  fields: choices(registryFields),
  nameAs: choice(nameWays).optional(),
  addressAs: choice(addressWays).optional(),
});

const { name, email, website, phone, industryCode, companyForm, staff } = customerFields;
const { street, postalCode, city } = postalFields;

/** The values of what was ticked, checked as every form's. */
export const takenInput = inputOf({ name, email, website, phone, industryCode, companyForm, staff }).extend({
  comparison: z.int(),
  fields: choices(registryFields),
  businessStatus: choice(businessStatuses).optional(),
  address: z
    .strictObject({
      attention: optional(text(200)),
      street: street.is,
      postalCode: postalCode.is,
      city: city.is,
      country: countryField,
      purposes: z.array(choice(addressWays)),
    })
    .optional(),
});

/** An address is one thing here: what is wrong with a part of it is said beside it. */
export const besideAddress = (problems: Problems): Problems =>
  Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [
      /^(address\b|street|postalCode|city)/.test(field) ? "address" : field,
      problem,
    ]),
  );

type Ticks = z.output<typeof ticksInput>;
type Of = Pick<Compared, "country" | "language"> & { id: number; record: RegistryRecord };

/** Words of the protocol; whatever else a form posts is no value that would be taken. */
const isProtocol = (name: string) => /^(id|version|formKey|confirmed|keep\..+)$/.test(name);

/**
 * What a form has ticked: which comparison, and what is to be taken from it.
 * @returns `taken` gives the values, as a form of the customer would post them, of a comparison
 */
export function understood(values: Values) {
  const posted = ticksInput.safeParse(values);
  if (!posted.success) return { ok: false as const, problems: problemsOf(posted.error) };
  const ticks = posted.data;
  if (!ticks.fields.length) return { ok: false as const, problems: { fields: { key: "chooseOne" as const } } };
  const protocol = Object.fromEntries(Object.entries(values).filter(([name]) => isProtocol(name)));
  const comparison = wholeNumber(values.comparison) ?? absent();
  return { ok: true as const, comparison, protocol, taken: (found: Of) => taken(found, ticks) };
}

/** Nothing of this depends on what the customer's fields hold now: the same form again is the same post. */
function taken({ id, record, ...customer }: Of, { fields, nameAs, addressAs }: Ticks): Values {
  const names = nameChoices(record.name, customer.country);
  const way = addressAs && record[addressAs] ? addressAs : addressWays.find((one) => record[one]);
  const registered = way ? record[way] : null;
  const values: Record<RegistryField, unknown> = {
    ...plainValues(customer, record),
    name: (names.find((one) => one.way === nameAs) ?? names[0])?.value,
    address: registered ? { ...addressFrom(registered, customer.language), purposes: [way] } : undefined,
  };
  const chosen = fields.filter((field) => values[field] !== undefined).map((field) => [field, asPosted(values[field])]);
  return { comparison: id, fields, ...Object.fromEntries(chosen) };
}

/** A form posts text. */
const asPosted = (value: unknown) => (typeof value === "object" && value !== null ? value : String(value ?? ""));

/** Which comparisons are to be taken together: their ids, each with the version of its customer ("12.5"). */
export function chosenComparisons(values: Values) {
  const fields = z.object({ fields: choices(registryFields) }).safeParse({ fields: values.fields });
  if (!fields.success) return { ok: false as const, problems: problemsOf(fields.error) };
  const posted = [values.comparisons].flat().filter((one) => one !== "" && one !== undefined);
  if (!posted.length) return { ok: false as const, problems: { comparisons: { key: "chooseOne" as const } } };
  const versions = posted.map((one) => {
    const [id, version] = String(one).split(".");
    return [wholeNumber(id) ?? absent(), version] as const;
  });
  return { ok: true as const, versions: new Map(versions), fields: fields.data.fields };
}

/** With no fields named, what is ticked beforehand; a field that would be cleared is never among them. */
export const isTakenAmong = ({ field, state, isTicked }: Proposal, fields: readonly RegistryField[]): boolean =>
  fields.length ? fields.includes(field) && (state === "differs" || state === "onlyCase") : isTicked;
