import { getTranslations } from "next-intl/server";
import { Field, type FieldKind, type FieldOption } from "@/components/field";
import { type CustomField, type CustomKind, customName, wordsOf } from "@/lib/custom-fields/rules";
import { currentLocale } from "@/lib/session";

/** Numbers may have a minus and decimals, which keyboards for whole numbers lack. */
const kinds: Record<CustomKind, FieldKind> = {
  text: "text",
  longText: "longText",
  dropdown: "select",
  choice: "radios",
  multiChoice: "checkboxes",
  date: "date",
  link: "url",
  number: "money",
  money: "money",
  yesNo: "select",
};

type Props = {
  fields: readonly CustomField[];
  /** What the customer has now: an option out of use is offered only where it was chosen. */
  held: Record<string, unknown>;
};

/** The administrator's own fields, as a form of the card or of a new customer offers them. */
export async function CustomFields({ fields, held }: Props) {
  const [t, locale] = await Promise.all([getTranslations("custom"), currentLocale()]);
  const nothing: FieldOption = { value: "", label: t("notSet") };

  const optionsOf = ({ id, kind, options, isRequired }: CustomField): FieldOption[] => {
    const kept = new Set([held[id]].flat());
    const named = options
      .filter((option) => !option.disabledAt || kept.has(option.id))
      .map((option) => ({ value: String(option.id), label: wordsOf(option.names, locale) }));
    if (kind === "multiChoice" || (kind === "choice" && isRequired)) return named;
    const yesAndNo = [
      { value: "true", label: t("yes") },
      { value: "false", label: t("no") },
    ];
    return [nothing, ...(kind === "yesNo" ? yesAndNo : named)];
  };

  return fields.map((field) => (
    <Field
      key={field.id}
      name={customName(field.id)}
      label={wordsOf(field.names, locale)}
      kind={kinds[field.kind]}
      required={field.isRequired}
      options={optionsOf(field)}
      hint={field.mask ? t("maskOf", { mask: field.mask }) : undefined}
      unit={field.kind === "money" ? "€" : undefined}
      autoComplete="off"
      span={field.kind === "longText" ? 6 : 3}
    />
  ));
}
