import { getTranslations } from "next-intl/server";
import { localeNames, locales } from "@/lib/locale/choice";

/** What the fields of an entry are called, by their names in a form. */
export async function entryLabels(): Promise<Record<string, string>> {
  const [t, custom] = await Promise.all([getTranslations("register"), getTranslations("custom")]);
  const names = locales.map((locale) => [`names.${locale}`, t("nameIn", { language: localeNames[locale] })]);
  return {
    ...Object.fromEntries(names),
    name: t("name"),
    names: t("names"),
    kind: t("kind"),
    code: t("code"),
    icon: t("icon"),
    onlyOne: t("onlyOne"),
    description: t("description"),
    colour: t("colour"),
    invoicingAllowed: t("invoicingAllowed"),
    onCard: custom("onCard"),
    onList: custom("onList"),
    isRequired: custom("isRequired"),
    isUnique: custom("isUnique"),
    onReports: custom("onReports"),
    mask: custom("mask"),
  };
}
