import { getTranslations } from "next-intl/server";
import { countryName } from "@/lib/countries";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { currentLocale } from "@/lib/session";
import type { VatRateField } from "@/lib/vat-rates/fields";

export async function vatRateLabels(): Promise<Record<VatRateField, string>> {
  const t = await getTranslations("vatRate");
  return { country: t("country"), rate: t("rate"), validFrom: t("validFrom"), validTo: t("validTo") };
}

/** How a value of a rate reads to a person. */
export const describeVatRate: Describe = async (viewer, field, value) => {
  const [labels, locale] = await Promise.all([vatRateLabels(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const plain = String(value ?? "");
  const isDay = field === "validFrom" || field === "validTo";
  const text = isDay && /^\d{4}-\d\d-\d\d$/.test(plain) ? format.day(plain) : plain;
  return {
    label: labels[field as VatRateField] ?? field,
    text: field === "country" ? countryName(plain, locale) : text,
  };
};
