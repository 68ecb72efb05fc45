import type { BillingField } from "@/lib/billing/fields";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { currentLocale } from "@/lib/session";
import { billingWords } from "./words";

/** How a term of invoicing reads to a person. */
export const describeBilling: Describe = async (viewer, field, value) => {
  const [{ labels, text }, locale] = await Promise.all([billingWords(), currentLocale()]);
  const label = labels[field as BillingField] ?? field;
  const register =
    field === "billingContactId" ? "customerContacts" : field === "billingCustomerId" ? "customers" : null;
  if (!register) return { label, text: text(field, value) };
  const id = Number(value);
  const names = id > 0 ? await namesOfRows(viewer, new Map([[register, new Set([id])]]), locale) : new Map();
  return { label, text: names.get(`${register}.${id}`) ?? "" };
};
