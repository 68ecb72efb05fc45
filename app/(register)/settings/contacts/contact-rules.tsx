import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { contactRequirements } from "@/lib/settings/fields";
import type { getContactRules } from "@/lib/settings/queries";
import { saveRules } from "./actions";

type Props = { rules: Awaited<ReturnType<typeof getContactRules>> };

export async function ContactRules({ rules: { id, version, requiredContactFields } }: Props) {
  const t = await getTranslations();
  const title = t("settings.contactRules");
  const options = contactRequirements.map((value) => ({ value, label: t(`settings.contactField.${value}`) }));
  return (
    <Section id="rules" title={title} text={t("settings.contactRulesText")} pad>
      <Form
        key={version}
        action={saveRules}
        id="rules"
        formKey={newFormKey()}
        title={`${t("settings.section.contacts")} · ${t("settings.title")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={{ requiredContactFields: title }}
        hidden={{ id: String(id), version: String(version) }}
        values={{ requiredContactFields }}
        layout="stack"
      >
        <Field name="requiredContactFields" label={title} kind="checkboxes" options={options} quietLabel />
      </Form>
    </Section>
  );
}
