import { countryName } from "@/lib/countries";
import type { Describe } from "@/lib/forms";
import { currentLocale } from "@/lib/session";
import { addressLabels, purposeWords } from "./labels";

/** How a value of an address reads to a person. */
export const describeAddress: Describe = async (_, field, value) => {
  const [locale, labels, words] = await Promise.all([currentLocale(), addressLabels(), purposeWords()]);
  const label = labels[field as keyof typeof labels] ?? field;
  if (field === "country") return { label, text: countryName(String(value ?? ""), locale) };
  if (field !== "purposes") return { label, text: String(value ?? "") };
  const named = [value].flat().flatMap((purpose) => words[purpose as keyof typeof words] ?? []);
  return { label, text: named.join(", ") };
};
