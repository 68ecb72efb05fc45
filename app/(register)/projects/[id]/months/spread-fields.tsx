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
    <fieldset className="stack stack--s">
      <legend className="mb-1 font-medium">{t("spread")}</legend>
      <p className="sm muted">{t("spreadHint")}</p>
      <div className="flex flex-wrap items-end gap-4">
        <Field name="spread.amount" label={t("spreadAmount")} kind="money" width="m" autoComplete="off" />
        <Field name="spread.field" label={t("spreadField")} kind="select" options={amounts} />
        <Field name="spread.from" label={t("spreadFrom")} kind="select" options={months} />
        <Field name="spread.to" label={t("spreadTo")} kind="select" options={months} />
        <Button name="fill" value="spread">
          {t("spreadDo")}
        </Button>
      </div>
    </fieldset>
  );
}
