import { Field, type FieldKind, type FieldProps } from "@/components/field";
import { type TermField, termFields } from "@/lib/billing/fields";
import { effective, type Levels } from "@/lib/billing/rules";
import type { Field as FieldSpec } from "@/lib/fields";
import { billingWords, optionsOf } from "./words";

type Props = {
  fields: readonly TermField[];
  /** What this level says itself; null where nothing has been said yet. */
  own: Partial<Record<TermField, string | number | null>> | null;
  /** The wider levels, or null where what they say is not open to the viewer. */
  wider: Levels | null;
};

const kinds: Partial<Record<TermField, FieldKind>> = {
  paymentTerm: "number",
  overdueInterest: "money",
  vatRate: "money",
};

/** Fields of which an empty one is inherited: it shows what it inherits, and saving it untouched keeps it so. */
export async function TermFields({ fields, own, wider }: Props) {
  const { t, labels, choices, text, from, typedRate } = await billingWords();

  function origin(field: TermField): FieldProps["from"] {
    const isOwn = (own?.[field] ?? null) !== null;
    if (!wider) return isOwn ? { own: true, text: t("billing.own") } : { own: false, text: t("billing.fromHidden") };
    const wide = effective(wider, field);
    if (!isOwn) return wide ? { own: false, text: from(wide.source) } : undefined;
    return wide ? { own: true, text: t("billing.ownOver", { value: text(field, wide.value) }) } : undefined;
  }

  return fields.map((field) => {
    const wide = wider && effective(wider, field);
    const common = { name: field, label: labels[field], span: spanOf(field), from: origin(field) };
    const words = field in choices ? choices[field as keyof typeof choices] : null;
    if (words) {
      const nothing = wide ? t("billing.inherit", { value: text(field, wide.value) }) : t("billing.none");
      return (
        <Field key={field} {...common} kind="select" options={[{ value: "", label: nothing }, ...optionsOf(words)]} />
      );
    }
    const unit = field === "paymentTerm" ? t("billing.daysUnit") : kinds[field] && "%";
    return (
      <Field
        key={field}
        {...common}
        kind={kinds[field] ?? "text"}
        placeholder={wide ? (kinds[field] ? typedRate(String(wide.value)) : text(field, wide.value)) : undefined}
        unit={unit}
        autoComplete="off"
      />
    );
  });
}

const spanOf = (field: TermField): FieldSpec["span"] => (termFields[field] as FieldSpec).span;

/** What a form of terms begins with: the level's own values as text, nothing where they are inherited. */
export async function typedTerms(fields: readonly TermField[], own: Props["own"]): Promise<Record<string, string>> {
  const { typedRate } = await billingWords();
  const value = (field: TermField) => String(own?.[field] ?? "");
  return Object.fromEntries(fields.map((field) => [field, kinds[field] ? typedRate(value(field)) : value(field)]));
}
