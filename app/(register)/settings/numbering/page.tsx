import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getNumbering } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { saveNumbers } from "./actions";

/** How new customers get their numbers. */
export default async function Numbering({ searchParams }: PageProps<"/settings/numbering">) {
  const place = await settingsAt("numbering", searchParams);
  const [t, numbering] = await Promise.all([getTranslations(), getNumbering(place.viewer)]);
  const { id, version, numberingMode, numberingStart, numberingPadding, numericOnly } = numbering;
  const title = t("settings.section.numbering");
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="numbering" title={title} text={t("numbering.about")} pad>
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
          cancel={{ href: paths.settings("numbering"), label: t("action.cancel") }}
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
      </Section>
    </SettingsFrame>
  );
}
