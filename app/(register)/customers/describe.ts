import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/access/viewer";
import { countryName } from "@/lib/countries";
import { customId, wordsOf } from "@/lib/custom-fields/rules";
import { customText } from "@/lib/custom-fields/words";
import type { CustomerField } from "@/lib/customers/fields";
import { customerChoices } from "@/lib/customers/queries";
import { checkDecimal } from "@/lib/decimals";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { industryName } from "@/lib/industries/rules";
import { isLocale, localeNames } from "@/lib/locale/choice";
import { currentLocale } from "@/lib/session";
import { timeZoneName } from "@/lib/time-zones";
import { customFieldsInUse, customReader } from "./custom-definitions";
import { customerLabels, kindAndStageWords } from "./labels";

/** How a value of a customer reads to a person: names for ids, words for codes. */
export const describeCustomer: Describe = async (viewer, field, value) => {
  const locale = await currentLocale();
  const own = customId(field) === null ? undefined : await describeCustom(field, value);
  if (own) return own;
  const [labels, words, t] = await Promise.all([customerLabels(), kindAndStageWords(), getTranslations()]);
  const label = labels[field as CustomerField] ?? field;
  const text = String(value ?? "");
  const choices = ["groupId", "ownerId", "types"].includes(field) ? await customerChoices(viewer, locale) : null;
  const nameIn = (rows: { id: number; name: string }[] = [], id: unknown) =>
    rows.find((row) => String(row.id) === String(id))?.name;

  switch (field) {
    case "kind":
    case "stage":
      return { label, text: (words[field] as Record<string, string>)[text] ?? text };
    case "country":
      return { label, text: countryName(text, locale) };
    case "language":
      return { label, text: isLocale(value) ? localeNames[value] : t("customer.notSet") };
    case "industryCode":
      return { label, text: industryName(text, locale) };
    case "timeZone":
      return { label, text: timeZoneName(text) };
    case "annualRevenue":
      return { label, text: eurosIn(text, locale) };
    case "groupId":
      return { label, text: nameIn(choices?.groups, value) ?? t("customers.noGroup") };
    case "ownerId":
      return { label, text: nameIn(choices?.owners, value) ?? t("customer.noOwner") };
    case "types":
      return {
        label,
        text: [value]
          .flat()
          .flatMap((id) => nameIn(choices?.types, id) ?? [])
          .join(", "),
      };
    default:
      return { label, text };
  }
};

async function describeCustom(name: string, value: unknown) {
  const [fields, reader] = await Promise.all([customFieldsInUse(), customReader()]);
  const field = fields.find(({ id }) => id === customId(name));
  return field && { label: wordsOf(field.names, reader.locale), text: customText(field, value, reader) };
}

/** A sum as it was typed or as it is stored; what cannot be read stays as it was typed. */
function eurosIn(text: string, locale: Locale): string {
  const sum = checkDecimal(text, { max: Number.MAX_SAFE_INTEGER, scale: 2 });
  return sum.ok ? formatsOf(locale, "UTC").money(sum.value, "EUR") : text;
}
