import { z } from "zod";
import { postalFields } from "@/lib/addresses/fields";
import { countryField } from "@/lib/contact-details";
import { customerFields } from "@/lib/customers/fields";
import { locales } from "@/lib/locale/choice";
import { text } from "@/lib/text";
import { businessStatuses, type RegistryHit, type RegistryRecord } from "./rules";

/** How long a writing of a legal form may be. */
export const longestForm = 60;

const worded = (max: number) => z.partialRecord(z.enum([...locales, "any"]), text(max));

const address = z.strictObject({
  attention: text(200).nullable(),
  street: postalFields.street.is,
  box: text(100).nullable(),
  postalCode: postalFields.postalCode.is,
  towns: worded(100),
  country: countryField,
});

/** A record as it may be kept and read again: every value is one that our own fields take. */
export const recordShape: z.ZodType<RegistryRecord> = z.strictObject({
  businessId: text(40),
  name: customerFields.name.is.nullable(),
  formerNames: z.array(customerFields.name.is),
  form: worded(longestForm),
  status: z.enum(businessStatuses),
  statusOn: z.iso.date().nullable(),
  visiting: address.nullable(),
  postal: address.nullable(),
  email: customerFields.email.is,
  phone: customerFields.phone.is,
  website: customerFields.website.is,
  industryCode: customerFields.industryCode.is,
  staff: z.int().min(0).max(10_000_000).nullable(),
  isVatRegistered: z.boolean().nullable(),
});

export const hitShape: z.ZodType<RegistryHit> = z.strictObject({
  businessId: text(40),
  status: z.enum(businessStatuses),
  name: customerFields.name.is,
  form: worded(longestForm),
  towns: worded(100),
});
