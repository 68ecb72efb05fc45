import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { type FigureField, monthNumbers } from "@/lib/project-months/fields";
import type { cellLabels } from "./labels";

type Props = { fields: readonly FigureField[]; labels: Awaited<ReturnType<typeof cellLabels>> };

/** Divides an amount over months, into the cells of the form. */
export async function SpreadFields({ fields, labels }: Props) {
  const t = await getTranslations("figures");
  const months = monthNumbers.map((month) => ({ value: String(month), label: labels.month(month) }));
  const amounts = fields
    .filter((field) => field !== "note")
    .map((field) => ({ value: field, label: labels.fields[field] }));
  return (
    <fieldset className="grid">
      <legend className="field-legend">{t("spread")}</legend>
      <Field
        name="spread.amount"
        label={t("spreadAmount")}
        kind="money"
        span={2}
        autoComplete="off"
        hint={t("spreadHint")}
      />
      <Field name="spread.field" label={t("spreadField")} kind="select" span={2} options={amounts} />
      <Field name="spread.from" label={t("spreadFrom")} kind="select" span={2} options={months} />
      <Field name="spread.to" label={t("spreadTo")} kind="select" span={2} options={months} />
      <Button name="fill" value="spread">
        {t("spreadDo")}
      </Button>
    </fieldset>
  );
}
