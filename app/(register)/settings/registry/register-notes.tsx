import { getTranslations } from "next-intl/server";
import { Facts } from "@/components/section";
import { countryName } from "@/lib/countries";
import { type Register, registryFields } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";
import type { RegisterName } from "@/lib/settings/fields";
import { registryLabels } from "../../registry/comparison-words";

type Props = { register: Register; checkable: number; withoutId: number };

/** What a register knows, whose it is, where it is asked, and how many customers it concerns. */
export async function RegisterNotes({ register, checkable, withoutId }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), registryLabels()]);
  const { name, countries, provides, base } = register;
  const given = registryFields.filter((field) => provides.has(field)).map((field) => labels[field]);
  return (
    <Facts
      items={[
        {
          label: t("settings.registerCountries"),
          value: countries.map((code) => countryName(code, locale)).join(", "),
        },
        { label: t("settings.registerGives"), value: listed(given) },
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

/** Labels as one line of text: only the first begins with a capital. */
const listed = ([first = "", ...others]: string[]): string =>
  [first, ...others.map((label) => label.charAt(0).toLowerCase() + label.slice(1))].join(", ");
