import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import type { RegisterName } from "@/lib/history/rules";
import { currentLocale } from "@/lib/session";
import { relatedLabels } from "./labels";

const registers: Record<string, RegisterName> = { companyId: "companies", ownerId: "employees" };

/** How what is different in a company reads to a person: names for ids. */
export const describeRelated: Describe = async (viewer, field, value) => {
  const [labels, locale] = await Promise.all([relatedLabels(), currentLocale()]);
  const label = labels[field as keyof typeof labels] ?? field;
  const register = registers[field];
  if (!register) return { label, text: String(value ?? "") };
  const id = Number(value);
  const names = id > 0 ? await namesOfRows(viewer, new Map([[register, new Set([id])]]), locale) : new Map();
  return { label, text: names.get(`${register}.${id}`) ?? "" };
};
