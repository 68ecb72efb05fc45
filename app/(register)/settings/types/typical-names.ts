import { getTranslations } from "next-intl/server";
import { type Names, type TypicalType, typicalTypes } from "@/lib/customer-types/rules";
import { locales } from "@/lib/locale/choice";

/** What the typical types are called, in every language of the product. */
export async function typicalNames(): Promise<Record<TypicalType, Names>> {
  const names = Object.fromEntries(typicalTypes.map((type) => [type, {}])) as Record<TypicalType, Names>;
  for (const locale of locales) {
    const t = await getTranslations({ locale, namespace: "register.typical" });
    for (const type of typicalTypes) names[type][locale] = t(type);
  }
  return names;
}
