import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { currentLocale } from "@/lib/session";
import { unitLabels } from "./labels";

/** How a main unit reads to a person. */
export const describeUnit: Describe = async (viewer, field, value) => {
  const [{ parentId }, locale] = await Promise.all([unitLabels(), currentLocale()]);
  const id = Number(value);
  const names = id > 0 ? await namesOfRows(viewer, new Map([["units", new Set([id])]]), locale) : new Map();
  return { label: field === "parentId" ? parentId : field, text: names.get(`units.${id}`) ?? "" };
};
