import { getTranslations } from "next-intl/server";
import { Field, type FieldKind, type FieldOption } from "@/components/field";
import { type ContactField, contactFields, satisfactions } from "@/lib/contacts/fields";
import type { ContactFormChoices } from "@/lib/contacts/queries";
import { requiredFields } from "@/lib/contacts/rules";
import type { Field as FieldSpec } from "@/lib/fields";
import { localeNames, locales } from "@/lib/locale/choice";
import { contactLabels } from "./labels";

type Props = {
  choices: ContactFormChoices;
  addresses: { id: number; name: string }[];
  /** Keywords the contact has already, as one text. */
  keywords?: string;
  /** Without the person's own details: they stay as they are. */
  isKnown?: boolean;
  /** Nobody inactive is the primary contact. */
  isInactive?: boolean;
};

const kinds: Partial<Record<string, FieldKind>> = { email: "email", phone: "tel", longText: "longText", date: "date" };

/** The fields of a contact, the same when it is made and when it is changed. */
export async function ContactFields({ choices, addresses, keywords = "", isKnown, isInactive }: Props) {
  const [t, labels] = await Promise.all([getTranslations("contact"), contactLabels()]);
  const required = requiredFields(choices.required);
  const field = (name: ContactField, more: { kind?: FieldKind; options?: FieldOption[]; hint?: string } = {}) => {
    const { as, span }: FieldSpec = contactFields[name];
    const isRequired = required.includes(name);
    return (
      <Field
        {...{ name, span }}
        label={labels[name]}
        kind={kinds[as] ?? "text"}
        required={isRequired}
        {...more}
        autoComplete="off"
      />
    );
  };
  const select = (name: ContactField, nothing: string, options: FieldOption[]) =>
    field(name, { kind: "select", options: [{ value: "", label: nothing }, ...options] });
  const rows = (all: { id: number; name: string }[]) => all.map(({ id, name }) => ({ value: String(id), label: name }));
  const languages = locales.map((value) => ({ value, label: localeNames[value] }));
  const levels = satisfactions.map((value) => ({ value, label: value }));

  return (
    <>
      {!isKnown && field("firstName")}
      {!isKnown && field("lastName")}
      {field("title")}
      {choices.roles.length > 0 && field("roles", { kind: "checkboxes", options: rows(choices.roles) })}
      {field("email")}
      {field("phone")}
      {field("mobile")}
      {addresses.length > 0 && select("addressId", t("noAddress"), rows(addresses))}
      <Field
        name="keywords"
        label={labels.keywords}
        kind="text"
        autoComplete="off"
        hint={t("keywordsHint")}
        suggestions={suggested(choices.keywords, keywords).map((value) => ({ value }))}
      />
      {!isInactive && field("isPrimary", { kind: "switch" })}
      {!isKnown && select("language", t("notSet"), languages)}
      {!isKnown && field("salutation")}
      {!isKnown && field("birthDate")}
      {field("satisfaction", {
        kind: "pick",
        options: [{ value: "", label: "–" }, ...levels],
        hint: t("satisfactionHint"),
      })}
      {!isKnown && field("noMailings", { kind: "switch", hint: t("noMailingsHint") })}
      {field("description")}
    </>
  );
}

/** What is chosen replaces the whole text, so each suggestion begins with the words that are there. */
function suggested(words: string[], held: string): string[] {
  const taken = held.split(", ");
  const before = held ? `${held}, ` : "";
  return words.filter((word) => !taken.includes(word)).map((word) => before + word);
}
