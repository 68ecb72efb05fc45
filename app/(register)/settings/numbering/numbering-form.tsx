import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { getNumbering } from "@/lib/settings/queries";
import { saveNumbers } from "./actions";

type Props = { numbering: Awaited<ReturnType<typeof getNumbering>>; next: string; title: string };

/** `next` is the number that the next customer without a range of its group would get. */
export async function NumberingForm({ numbering, next, title }: Props) {
  const t = await getTranslations();
  const { id, version, numberingMode, numberingStart, numberingPadding, numericOnly } = numbering;
  return (
    <Form
      action={saveNumbers}
      formKey={newFormKey()}
      title={`${title} · ${t("settings.title")} · Kumppani`}
      texts={await formTexts()}
      submit={t("action.save")}
      labels={{ numberingStart: t("numbering.start"), numberingPadding: t("numbering.padding") }}
      hidden={{ id: String(id), version: String(version) }}
      values={{
        numberingMode,
        numberingStart: String(numberingStart),
        numberingPadding: String(numberingPadding),
        numericOnly: numericOnly ? "on" : "",
      }}
      cancel={{ href: paths.settings("numbering"), label: t("action.cancel"), fresh: true }}
    >
      <Field
        name="numberingMode"
        label={t("numbering.mode")}
        kind="radios"
        options={[
          { value: "automatic", label: t("numbering.auto") },
          { value: "manual", label: t("numbering.manual") },
        ]}
      />
      <p>
        {numberingMode === "manual"
          ? t("numbering.exampleManual", { number: next })
          : t("numbering.exampleNext", { number: next })}
      </p>
      <Field name="numberingStart" label={t("numbering.start")} kind="number" span={3} />
      <Field
        name="numberingPadding"
        label={t("numbering.padding")}
        kind="number"
        span={3}
        hint={t("numbering.paddingHint")}
      />
      <Field
        name="numericOnly"
        label={t("numbering.digitsOnly")}
        kind="checkbox"
        hint={t("numbering.digitsOnlyHint")}
      />
    </Form>
  );
}
