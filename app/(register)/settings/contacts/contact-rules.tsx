import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Field } from "@/components/field";
import { List, ListItem, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { askedOf } from "@/lib/contacts/rules";
import { paths } from "@/lib/paths";
import { contactRequirements } from "@/lib/settings/fields";
import type { getContactRules } from "@/lib/settings/queries";
import { FormPanel } from "../../form-panel";
import { saveRules } from "./actions";

type Props = { viewer: Viewer; rules: Awaited<ReturnType<typeof getContactRules>> };

export const rulesPanel = "contact-rules";

/** What every contact must have, besides a name. */
export async function ContactRules({ viewer, rules: { requiredContactFields } }: Props) {
  const t = await getTranslations();
  const required = askedOf(viewer, contactRequirements).filter((one) => requiredContactFields.includes(one));
  return (
    <Section
      id="rules"
      title={t("settings.contactRules")}
      text={t("settings.contactRulesText")}
      actions={
        <ButtonLink href={paths.settings("contacts", { panel: rulesPanel })} small icon="edit">
          {t("action.edit")}
        </ButtonLink>
      }
    >
      {required.length === 0 && <EmptyLine text={t("settings.noContactRules")} />}
      <List>
        {required.map((one) => (
          <ListItem key={one} icon="check" title={t(`settings.contactField.${one}`)} />
        ))}
      </List>
    </Section>
  );
}

export async function ContactRulesPanel({ viewer, rules: { id, version, requiredContactFields } }: Props) {
  const t = await getTranslations();
  const title = t("settings.contactRules");
  const close = paths.settings("contacts");
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={saveRules}
      submit={t("action.save")}
      labels={{ requiredContactFields: title }}
      hidden={{ id: String(id), version: String(version) }}
      values={{ requiredContactFields }}
    >
      <Field
        name="requiredContactFields"
        label={t("settings.contactRulesPick")}
        kind="checkboxes"
        options={askedOf(viewer, contactRequirements).map((value) => ({
          value,
          label: t(`settings.contactField.${value}`),
        }))}
      />
    </FormPanel>
  );
}
