import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import type { TermField } from "@/lib/billing/fields";
import { byLevel, effective, type LevelName, type Levels, type Term, vatFields, widerThan } from "@/lib/billing/rules";
import { type BillingWords, billingWords } from "./words";

type Props = {
  levels: Levels;
  /** The level the page is about: what it says itself is its own value. */
  level: LevelName;
  fields: readonly TermField[];
  /** The inherited values are not open to the viewer. */
  isMasked?: boolean;
  /** Empties fields of this level, so that they are inherited again. */
  reset?: (fields: readonly TermField[], label: string) => ReactNode;
};

type Fact = { label: string; value: ReactNode };

/** Each term with where it comes from. */
export async function termFacts({ levels, level, fields, isMasked, reset }: Props): Promise<Fact[]> {
  const words = await billingWords();
  const hidden = <Origin>{words.t("billing.fromHidden")}</Origin>;

  const line = (label: string, value: string, term: Term, own: readonly TermField[]): Fact => {
    if (!term) return { label, value: isMasked ? hidden : <span className="faint">{words.t("billing.none")}</span> };
    const isOwn = term.source.level === level;
    if (!isOwn) return { label, value: <Sourced text={value} origin={words.from(term.source)} /> };
    const covers = own.some((field) => effective(widerThan(level, levels), field));
    if (!covers && !isMasked) return { label, value };
    return {
      label,
      value: (
        <>
          {value}
          <Origin own>
            {words.t("billing.own")}
            {reset && <> · {reset(own, label)}</>}
          </Origin>
        </>
      ),
    };
  };

  return fields.map((field) => {
    if (field !== "vatCategory") {
      const term = effective(levels, field);
      return line(words.labels[field], term ? words.text(field, term.value) : "", term, [field]);
    }
    const [term, text] = vatOf(levels, words);
    return line(words.t("billing.vat"), text, term, vatFields);
  });
}

/** Treatment, rate and reason as one value; its origin is the narrowest of the three. */
function vatOf(levels: Levels, { text }: BillingWords): [Term, string] {
  const [category, rate, reason] = vatFields.map((field) => effective(levels, field));
  const isTaxed = !category || category.value === "S";
  const parts = [
    category && text("vatCategory", category.value),
    isTaxed && rate && text("vatRate", rate.value),
    !isTaxed && reason && text("taxFreeReason", reason.value),
  ];
  const counted = [category, isTaxed ? rate : reason].filter((term) => term !== null && term !== undefined);
  const [nearest] = counted.sort((one, other) => byLevel(one.source, other.source));
  return [nearest ?? null, parts.filter(Boolean).join(", ")];
}

function Sourced({ text, origin }: { text: string; origin: string }) {
  return (
    <>
      {text}
      <Origin>{origin}</Origin>
    </>
  );
}

export function Origin({ own, children }: { own?: boolean; children: ReactNode }) {
  return (
    <span className={own ? "from from--own" : "from"}>
      <Icon name={own ? "edit" : "inherit"} />
      <span>{children}</span>
    </span>
  );
}
