import { getTranslations } from "next-intl/server";
import { localeNames, locales } from "@/lib/locale/choice";

/** What the fields of an entry are called, by their names in a form. */
export async function entryLabels(): Promise<Record<string, string>> {
  const t = await getTranslations("register");
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
  };
}
