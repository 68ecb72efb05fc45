import { getTranslations } from "next-intl/server";
import { ChoiceForm } from "@/components/choice-form";
import { localeNames, locales } from "@/lib/locale/choice";
import { currentLocale } from "@/lib/session";
import { chooseLanguage } from "./actions";

/** The four languages by their own names, for people who are not signed in. */
export async function LanguageChoice({ here }: { here: string }) {
  const t = await getTranslations("nav");
  return (
    <ChoiceForm
      action={chooseLanguage}
      name="locale"
      label={t("language")}
      current={await currentLocale()}
      options={locales.map((locale) => ({ value: locale, label: localeNames[locale], lang: locale }))}
      hidden={{ here }}
      look="links"
    />
  );
}
