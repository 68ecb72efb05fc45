import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field, type FieldKind, type FieldOption } from "@/components/field";
import { countryCodes, countryOptions } from "@/lib/countries";
import { type CustomerField, customerFields } from "@/lib/customers/fields";
import type { CustomerChoices } from "@/lib/customers/queries";
import type { Field as FieldSpec } from "@/lib/fields";
import { businessIdLabelKey, vatLabelKey } from "@/lib/identifiers/rules";
import { localeNames, locales } from "@/lib/locale/choice";
import { currentLocale } from "@/lib/session";
import { CountryFields } from "./country-fields";
import { customerLabels, kindAndStageWords } from "./labels";

type Props = {
  choices: CustomerChoices;
  /** The country the form begins with: where it changes, the labels begin anew. */
  country: string;
  /** Hint at the customer number; without one there is no such field. */
  number?: { hint?: string };
  /** Group and owner of another company's customer are not shown. */
  isMasked?: boolean;
  typesHint?: string;
  groupName?: (group: CustomerChoices["groups"][number]) => string;
  /** What stands between the identifiers and the rest. */
  children?: ReactNode;
};

const kinds: Record<string, FieldKind> = {
  text: "text",
  longText: "longText",
  email: "email",
  phone: "tel",
  link: "url",
};

/** The fields of a customer, the same when it is made and when it is changed. */
export async function CustomerFields({ choices, country, number, isMasked, typesHint, groupName, children }: Props) {
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    customerLabels(),
    kindAndStageWords(),
  ]);
  const plain = (name: CustomerField, hint?: string) => {
    const { as, span, required, autoComplete }: FieldSpec = customerFields[name];
    return <Field {...{ name, span, required, autoComplete, hint }} label={labels[name]} kind={kinds[as] ?? "text"} />;
  };
  const chosen = (name: CustomerField, kind: FieldKind, options: FieldOption[], hint?: string) => {
    const { span }: FieldSpec = customerFields[name];
    return <Field {...{ name, kind, options, span, hint }} label={labels[name]} />;
  };
  const nothing = (label: string): FieldOption => ({ value: "", label });
  const countries = countryOptions(locale).map(({ code, name }) => ({ value: code, label: name }));

  return (
    <>
      {chosen("kind", "pick", optionsOf(words.kind))}
      {plain("name")}
      <CountryFields key={country} countries={countries} labels={{ ...(await idLabels()), country: labels.country }}>
        {number && plain("number", number.hint)}
      </CountryFields>
      {children}
      {plain("email")}
      {plain("phone")}
      {plain("website")}
      {chosen("language", "select", [
        nothing(t("customer.notSet")),
        ...locales.map((value) => ({ value, label: localeNames[value] })),
      ])}
      {!isMasked && chosen("groupId", "select", [nothing(t("customers.noGroup")), ...rows(choices.groups, groupName)])}
      {!isMasked && chosen("ownerId", "select", [nothing(t("customer.noOwner")), ...rows(choices.owners)])}
      {chosen("types", "checkboxes", rows(choices.types), typesHint)}
      {chosen("stage", "pick", optionsOf(words.stage))}
      {plain("description")}
    </>
  );
}

const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function rows<Row extends { id: number; name: string }>(all: Row[], nameOf: (row: Row) => string = ({ name }) => name) {
  return all.map((row) => ({ value: String(row.id), label: nameOf(row) }));
}

/** Labels of the identifiers by country, only of countries that have a word of their own. */
async function idLabels() {
  const t = await getTranslations();
  const own = countryCodes.filter((code) => businessIdLabelKey(code) !== businessIdLabelKey(null));
  return {
    businessId: Object.fromEntries([null, ...own].map((code) => [code ?? "", t(businessIdLabelKey(code))])),
    vatNumber: Object.fromEntries([null, ...own].map((code) => [code ?? "", t(vatLabelKey(code))])),
  };
}
