import { getTranslations } from "next-intl/server";
import { Facts } from "@/components/section";
import { countryName } from "@/lib/countries";
import { intlTag } from "@/lib/locale/choice";
import { type Register, registryFields } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";
import type { RegisterName } from "@/lib/settings/fields";
import { registryLabels } from "../../registry/comparison-words";

type Props = { register: Register; checkable: number; withoutId: number };

/** What a register knows, whose it is, where it is asked, and how many customers it concerns. */
export async function RegisterNotes({ register, checkable, withoutId }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), registryLabels()]);
  const { name, countries, provides, base } = register;
  const named = new Intl.ListFormat(intlTag(locale), { type: "unit" });
  const given = registryFields.filter((field) => provides.has(field)).map((field) => labels[field]);
  return (
    <Facts
      items={[
        {
          label: t("settings.registerCountries"),
          value: named.format(countries.map((code) => countryName(code, locale))),
        },
        { label: t("settings.registerGives"), value: given.join(", ") },
        {
          label: t("settings.registerCustomers"),
          value: t("settings.registerCounts", { n: checkable, without: withoutId }),
        },
        { label: t("settings.registerSource"), value: t(`registry.sources.${name as RegisterName}`) },
        { label: t("settings.registerHost"), value: URL.parse(base())?.host },
      ]}
    />
  );
}
