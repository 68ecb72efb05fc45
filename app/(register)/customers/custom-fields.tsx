import { getTranslations } from "next-intl/server";
import { Field, type FieldKind, type FieldOption } from "@/components/field";
import type { Locale } from "@/lib/access/viewer";
import { type CustomField, type CustomKind, customName, maskExample, wordsOf } from "@/lib/custom-fields/rules";
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
  return fields.map((field) => (
    <CustomControl
      key={field.id}
      field={field}
      name={customName(field.id)}
      label={wordsOf(field.names, locale)}
      hint={[wordsOf(field.help, locale), field.mask && t("maskOf", { example: maskExample(field.mask) })]
        .filter(Boolean)
        .join(" ")}
      held={held[field.id]}
    />
  ));
}

type ControlProps = { field: CustomField; name: string; label: string; hint: string; held: unknown };

/** The control that values of a field are filled in with. */
export async function CustomControl({ field, name, label, hint, held }: ControlProps) {
  const [t, locale] = await Promise.all([getTranslations("custom"), currentLocale()]);
  const { kind, isRequired } = field;
  return (
    <Field
      name={name}
      label={label}
      kind={kinds[kind]}
      required={isRequired}
      options={optionsOf(field, { held, locale, t })}
      hint={hint || undefined}
      unit={kind === "money" ? "€" : undefined}
      autoComplete="off"
      span={kind === "longText" ? 6 : 3}
    />
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"custom">>>;
type Reader = { held: unknown; locale: Locale; t: Words };

function optionsOf({ kind, options, isRequired }: CustomField, { held, locale, t }: Reader): FieldOption[] {
  const kept = new Set([held].flat());
  const named = options
    .filter((option) => !option.disabledAt || kept.has(option.id))
    .map((option) => ({ value: String(option.id), label: wordsOf(option.names, locale) }));
  if (kind === "multiChoice" || (kind === "choice" && isRequired)) return named;
  const yesAndNo = [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
  return [{ value: "", label: t("notSet") }, ...(kind === "yesNo" ? yesAndNo : named)];
}
