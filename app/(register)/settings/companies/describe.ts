import { getTranslations } from "next-intl/server";
import type { CompanyField } from "@/lib/companies/fields";
import { countryName } from "@/lib/countries";
import type { Describe } from "@/lib/forms";
import { currentLocale } from "@/lib/session";

export async function companyLabels(): Promise<Record<CompanyField, string>> {
  const t = await getTranslations("company");
  return {
    name: t("name"),
    country: t("country"),
    vatNumber: t("vatNumber"),
    invoiceStart: t("invoiceStart"),
  };
}

/** How a value of a company reads to a person. */
export const describeCompany: Describe = async (_, field, value) => {
  const [labels, locale] = await Promise.all([companyLabels(), currentLocale()]);
  const text = String(value ?? "");
  return {
    label: labels[field as CompanyField] ?? field,
    text: field === "country" ? countryName(text, locale) : text,
  };
};
