import { getTranslations } from "next-intl/server";
import { wholeNumber } from "@/lib/access/post";
import { addressName } from "@/lib/addresses/queries";
import type { ContactField } from "@/lib/contacts/fields";
import { contactFormChoices } from "@/lib/contacts/queries";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { isLocale, localeNames } from "@/lib/locale/choice";
import { checkDay } from "@/lib/moments";
import { currentLocale } from "@/lib/session";
import { contactLabels } from "./labels";

/** How a value of a contact reads to a person: names for ids, words for codes. */
export const describeContact: Describe = async (viewer, field, value) => {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), contactLabels()]);
  const label = labels[field as ContactField] ?? field;
  const text = String(value ?? "");

  switch (field) {
    case "language":
      return { label, text: isLocale(value) ? localeNames[value] : t("contact.notSet") };
    case "birthDate": {
      const day = checkDay(text);
      const format = formatsOf(locale, "UTC");
      return { label, text: day.ok ? format.date(new Date(day.value)) : text };
    }
    case "isPrimary":
    case "noMailings":
      return {
        label,
        text: t([value].flat().some((one) => one === "on" || one === true) ? "history.yes" : "history.no"),
      };
    case "addressId":
      return { label, text: (await addressName(viewer, wholeNumber(value) ?? 0)) ?? t("contact.noAddress") };
    case "roles": {
      const ids = [value].flat().map(Number);
      const { roles } = await contactFormChoices(viewer, locale, ids.filter(Number.isSafeInteger));
      return { label, text: roles.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join(", ") };
    }
    default:
      return { label, text };
  }
};
