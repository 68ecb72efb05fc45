import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getOrganisation } from "@/lib/settings/queries";
import { timeZoneName, timeZones } from "@/lib/time-zones";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { saveName } from "./actions";

/** What the organisation is called, and whose days its dates are. */
export default async function Organisation({ searchParams }: PageProps<"/settings/organisation">) {
  const place = await settingsAt("organisation", searchParams);
  const [t, organisation] = await Promise.all([getTranslations(), getOrganisation(place.viewer)]);
  const { id, version, organisationName, timeZone } = organisation;
  const title = t("settings.section.organisation");
  const labels = { organisationName: t("settings.organisationName"), timeZone: t("settings.timeZone") };
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="organisation" title={title} pad>
        <Form
          action={saveName}
          formKey={newFormKey()}
          title={`${title} · ${t("settings.title")} · Kumppani`}
          texts={await formTexts()}
          submit={t("action.save")}
          labels={labels}
          hidden={{ id: String(id), version: String(version) }}
          values={{ organisationName, timeZone }}
          cancel={{ href: paths.settings("organisation"), label: t("action.cancel"), fresh: true }}
        >
          <Field
            name="organisationName"
            label={labels.organisationName}
            kind="text"
            required
            autoComplete="organization"
          />
          <Field
            name="timeZone"
            label={labels.timeZone}
            kind="select"
            options={timeZones.map((zone) => ({ value: zone, label: timeZoneName(zone) }))}
            hint={t("settings.timeZoneHint")}
          />
        </Form>
      </Section>
    </SettingsFrame>
  );
}
