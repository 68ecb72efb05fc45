import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { checkDay } from "@/lib/moments";
import type { SaleField } from "@/lib/sales/fields";
import { currentLocale } from "@/lib/session";
import { saleLabels } from "./sale-labels";

const registers = {
  statusId: "salesStatuses",
  ownerId: "employees",
  contactId: "customerContacts",
  projectId: "projects",
} as const;

/** How a value of a sales case reads to a person. */
export const describeSale: Describe = async (viewer, field, value) => {
  const [labels, locale] = await Promise.all([saleLabels(), currentLocale()]);
  const label = labels[field as SaleField] ?? field;
  const text = String(value ?? "");
  const format = formatsOf(locale, viewer.facts.timeZone);
  const register = registers[field as keyof typeof registers];
  if (register) {
    const id = Number(text);
    if (!Number.isSafeInteger(id) || id < 1) return { label, text: "" };
    const names = await namesOfRows(viewer, new Map([[register, new Set([id])]]), locale);
    return { label, text: names.get(`${register}.${id}`) ?? "" };
  }
  const day = field === "expectedOn" ? checkDay(text) : null;
  if (day?.ok) return { label, text: format.day(day.value) };
  if (field === "probability" && /^\d+$/.test(text)) return { label, text: format.percent(Number(text)) };
  return { label, text };
};
