import { z } from "zod";
import type { Viewer } from "@/lib/access/viewer";
import { addressFields, postalFields } from "@/lib/addresses/fields";
import { checkPostcode } from "@/lib/addresses/rules";
import { firstContactFields } from "@/lib/contacts/fields";
import { customInput, gatherCustom } from "@/lib/custom-fields/rules";
import type { Checked, Problems } from "@/lib/errors";
import { inputOf, prefixed } from "@/lib/fields";
import { businessIdFromVat, checkBusinessId, checkVatNumber, vatFromBusinessId } from "@/lib/identifiers/rules";
import { writePhone } from "@/lib/phones";
import { unitFields } from "@/lib/units/fields";
import { customerFields } from "./fields";

/** What is judged, or understood, by the customer's country. */
export type CountryDetails = {
  country: string;
  businessId: string | null;
  vatNumber: string | null;
  phone: string | null;
};

/**
 * The details as they are stored. What was there before and is not touched is not judged again, unless the country
 * changes. Where the rule is fixed, a new business ID gives the VAT number and the other way round.
 * @param before null for a new customer
 */
export function judgedByCountry(before: CountryDetails | null, given: Partial<CountryDetails>) {
  const after = { country: "", businessId: null, vatNumber: null, phone: null, ...before, ...given };
  const { country } = after;
  const isTouched = (field: keyof CountryDetails) => country !== before?.country || after[field] !== before?.[field];
  const problems: Problems = {};
  const judged = (field: "businessId" | "vatNumber", check: (country: string, raw: string) => Checked<string>) => {
    const value = after[field];
    if (value === null || !isTouched(field)) return value;
    const checked = check(country, value);
    if (checked.ok) return checked.value;
    problems[field] = checked.problem;
    return null;
  };
  const details: CountryDetails = {
    country,
    businessId: judged("businessId", checkBusinessId),
    vatNumber: judged("vatNumber", checkVatNumber),
    phone: isTouched("phone") && after.phone ? writePhone(after.phone, country) : after.phone,
  };
  if (after.vatNumber === null && details.businessId && details.businessId !== before?.businessId) {
    details.vatNumber = vatFromBusinessId(country, details.businessId);
  }
  if (after.businessId === null && details.vatNumber && details.vatNumber !== before?.vatNumber) {
    details.businessId = businessIdFromVat(details.vatNumber);
  }
  return { details, problems };
}

const newFields = {
  ...customerFields,
  ...unitFields,
  ...prefixed("headOffice", { attention: addressFields.attention, ...postalFields }),
  ...prefixed("contact", firstContactFields),
};

/** What a form may change of a customer: the product's own fields, and the administrator's as `custom.12`. */
export const customerInput = z.preprocess(gatherCustom, inputOf(customerFields).extend({ custom: customInput }));

const newCustomer = inputOf(newFields)
  .extend({ custom: customInput, register: z.string().max(20).optional() })
  .required({ name: true, country: true })
  .superRefine(
    (values, context) => {
      for (const [field, problem] of Object.entries(problemsOfNew(values))) {
        context.addIssue({ code: "custom", path: [field], params: problem, input: values });
      }
    },
    { when: () => true },
  );

/** A new customer with its head office and a first contact; all that is wrong is said at once. */
export const newCustomerInput = z.preprocess(gatherCustom, newCustomer);

/** Values that other checks have refused already are no text any more and count as missing. */
function problemsOfNew(values: Record<string, unknown>): Problems {
  const text = (field: string) => (typeof values[field] === "string" ? values[field] : null);
  const country = text("country");
  if (country === null) return {};
  const { problems } = judgedByCountry(null, {
    country,
    businessId: text("businessId"),
    vatNumber: text("vatNumber"),
  });
  const postalCode = text("headOffice.postalCode");
  const postcode = postalCode && checkPostcode(text("headOffice.country") ?? country, postalCode);
  if (postcode && !postcode.ok) problems["headOffice.postalCode"] = postcode.problem;
  const details = ["contact.title", "contact.email", "contact.phone"];
  if (details.some(text) && !text("contact.firstName") && !text("contact.lastName")) {
    problems["contact.lastName"] = { key: "required" };
  }
  return problems;
}

/** New customers become those of one's own company while it is in use, or of any for whoever reaches all. */
export const mayAddCustomers = (viewer: Viewer): boolean =>
  viewer.can("customers.edit") && (viewer.customerReach.all || viewer.facts.companyInUse);

/** Whether owner and group of this customer are hidden from the viewer: another company's, while the mask is on. */
export const isMasked = (viewer: Viewer, companies: readonly number[]): boolean =>
  viewer.facts.maskOtherCompanies && !companies.includes(viewer.facts.companyId);
