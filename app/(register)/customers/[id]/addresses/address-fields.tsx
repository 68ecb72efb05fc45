import { Field, type FieldKind } from "@/components/field";
import { type AddressField, addressFields } from "@/lib/addresses/fields";
import { countryOptions } from "@/lib/countries";
import type { Field as FieldSpec } from "@/lib/fields";
import { currentLocale } from "@/lib/session";
import { addressLabels, purposeWords } from "./labels";

/** The fields of an address, the same when it is added and when it is changed. */
export async function AddressFields() {
  const [locale, labels, words] = await Promise.all([currentLocale(), addressLabels(), purposeWords()]);
  const field = (name: AddressField, kind: FieldKind = "text", options?: { value: string; label: string }[]) => {
    const { span, autoComplete }: FieldSpec = addressFields[name];
    return <Field {...{ name, kind, options, span, autoComplete }} label={labels[name]} />;
  };
  const countries = countryOptions(locale).map(({ code, name }) => ({ value: code, label: name }));
  const uses = Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <>
      {field("attention")}
      {field("street")}
      {field("postalCode")}
      {field("city")}
      {field("region")}
      {field("country", "select", countries)}
      {field("phone", "tel")}
      {field("purposes", "checkboxes", uses)}
    </>
  );
}
