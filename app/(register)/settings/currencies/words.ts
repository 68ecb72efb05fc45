import { getTranslations } from "next-intl/server";
import type { RateField } from "@/lib/exchange-rates/fields";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { currentLocale } from "@/lib/session";
import { billingWords } from "../../billing/words";

export async function rateLabels(): Promise<Record<RateField, string>> {
  const t = await getTranslations("currency");
  return { currency: t("currency"), validFrom: t("validFrom"), rate: t("rate") };
}

/** Currencies by code and name, as a select offers them. */
export async function currencyOptions(codes: readonly string[]) {
  const { choices } = await billingWords();
  return codes.map((code) => ({ value: code, label: choices.currency[code] ?? code }));
}

/** How a value of a rate reads to a person. */
export const describeRate: Describe = async (viewer, field, value) => {
  const [labels, locale] = await Promise.all([rateLabels(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const text = String(value ?? "");
  const words = field === "validFrom" ? format.day(text) : field === "rate" ? format.exact(text) : text;
  return { label: labels[field as RateField] ?? field, text: words };
};

/** How the organisation's currency reads. */
export const describeHome: Describe = async (_, field, value) => {
  const [t, { choices }] = await Promise.all([getTranslations("currency"), billingWords()]);
  const code = String(value ?? "");
  return { label: field === "currency" ? t("currency") : field, text: choices.currency[code] ?? code };
};
