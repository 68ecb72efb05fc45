import { getTranslations } from "next-intl/server";
import { localeNames, locales } from "@/lib/locale/choice";

/** What the fields of an entry are called, by their names in a form. */
export async function entryLabels(): Promise<Record<string, string>> {
  const [t, custom] = await Promise.all([getTranslations("register"), getTranslations("custom")]);
  const inEach = (noun: string, words: (language: string) => string) =>
    Object.fromEntries(locales.map((locale) => [`${noun}.${locale}`, words(localeNames[locale])]));
  return {
    ...inEach("names", (language) => t("nameIn", { language })),
    ...inEach("help", (language) => custom("helpIn", { language })),
    name: t("name"),
    names: t("names"),
    kind: t("kind"),
    code: t("code"),
    icon: t("icon"),
    onlyOne: t("onlyOne"),
    description: t("description"),
    colour: t("colour"),
    letter: t("letter"),
    level: t("level"),
    isShown: t("isShown"),
    probability: t("probability"),
    invoicingAllowed: t("invoicingAllowed"),
    onCard: custom("onCard"),
    onList: custom("onList"),
    isRequired: custom("isRequired"),
    isUnique: custom("isUnique"),
    onReports: custom("onReports"),
    mask: custom("mask"),
    help: custom("help"),
    startValue: custom("startValue"),
    integrationId: custom("integrationId"),
  };
}
