import { getTranslations } from "next-intl/server";
import { Fragment, type ReactNode } from "react";
import { Field, type FieldKind, type FieldOption, type FieldProps } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { countryCodes, countryOptions } from "@/lib/countries";
import { type CustomerField, customerFields, externalFieldsFor } from "@/lib/customers/fields";
import type { CustomerChoices } from "@/lib/customers/queries";
import { ownersOffered } from "@/lib/employees/rules";
import type { Field as FieldSpec } from "@/lib/fields";
import { businessIdLabelKey, vatLabelKey } from "@/lib/identifiers/rules";
import { localeNames, locales } from "@/lib/locale/choice";
import { currentLocale } from "@/lib/session";
import { CountryFields } from "./country-fields";
import { customerLabels, kindAndStageWords } from "./labels";

const kinds: Record<string, FieldKind> = {
  text: "text",
  longText: "longText",
  email: "email",
  phone: "tel",
  link: "url",
  number: "number",
  money: "money",
};

type FieldRest = Pick<FieldProps, "hint" | "unit" | "suggestions" | "below">;

/** Makes the controls of a customer's fields: `plain` ones are typed, `chosen` ones offer options. */
export async function fieldMaker() {
  const [t, labels] = await Promise.all([getTranslations("customer"), customerLabels()]);
  const plain = (name: CustomerField, rest: FieldRest = {}) => {
    const { as, span, required, autoComplete }: FieldSpec = customerFields[name];
    return (
      <Field {...{ name, span, required, autoComplete, ...rest }} label={labels[name]} kind={kinds[as] ?? "text"} />
    );
  };
  const chosen = (name: CustomerField, kind: FieldKind, options: FieldOption[], hint?: string) => {
    const { span }: FieldSpec = customerFields[name];
    return <Field {...{ name, kind, options, span, hint }} label={labels[name]} />;
  };
  const languages = () => [
    { value: "", label: t("notSet") },
    ...locales.map((value) => ({ value, label: localeNames[value] })),
  ];
  return { plain, chosen, language: () => chosen("language", "select", languages()) };
}

type CountryProps = {
  /** The country the form begins with: where it changes, the labels begin anew. */
  country: string;
  children?: ReactNode;
};

/** Country and identifiers of a customer. */
export async function CountryPart({ country, children }: CountryProps) {
  const [locale, labels, ids] = await Promise.all([currentLocale(), customerLabels(), idLabels()]);
  const countries = countryOptions(locale).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <CountryFields key={country} countries={countries} labels={{ ...ids, country: labels.country }}>
      {children}
    </CountryFields>
  );
}

type Props = CountryProps & {
  viewer: Viewer;
  choices: CustomerChoices;
  /** What goes with the customer number; without it there is no such field. */
  number?: FieldRest;
  typesHint?: string;
  /** Fields that are usually left to the card. */
  further?: readonly CustomerField[];
  groupName: (group: CustomerChoices["groups"][number]) => string;
};

/** The fields of a new customer. What stands between the identifiers and the rest comes as children. */
export async function CustomerFields({ viewer, choices, country, further = [], groupName, ...rest }: Props) {
  const { number, typesHint, children } = rest;
  const [t, words, { plain, chosen, language }] = await Promise.all([
    getTranslations(),
    kindAndStageWords(),
    fieldMaker(),
  ]);
  const nothing = (label: string): FieldOption => ({ value: "", label });
  return (
    <>
      {chosen("kind", "pick", optionsOf(words.kind))}
      {plain("name")}
      <CountryPart country={country}>{number && plain("number", number)}</CountryPart>
      {children}
      {plain("email")}
      {plain("phone")}
      {plain("website")}
      {language()}
      {further.map((field) => (
        <Fragment key={field}>{plain(field)}</Fragment>
      ))}
      {chosen("groupId", "select", [nothing(t("customers.noGroup")), ...rows(choices.groups, groupName)])}
      {chosen("ownerId", "select", [nothing(t("customer.noOwner")), ...rows(ownersOffered(viewer, choices.owners))])}
      {chosen("types", "checkboxes", rows(choices.types), typesHint)}
      {chosen("stage", "pick", optionsOf(words.stage))}
      {externalFieldsFor(viewer).map((field) => (
        <Fragment key={field}>{plain(field)}</Fragment>
      ))}
      {plain("description")}
    </>
  );
}

export const optionsOf = (words: Record<string, string>): FieldOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

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
