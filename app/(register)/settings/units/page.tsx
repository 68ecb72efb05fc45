import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getSwitches } from "@/lib/settings/queries";
import { unitKinds } from "@/lib/units/fields";
import { hasUnits } from "@/lib/units/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { flipAnyway } from "../switches/actions";
import { SwitchList } from "../switches/switch-list";

/** What main and sub units mean for lists and for the terms of invoicing. */
export default async function UnitSettings({ searchParams }: PageProps<"/settings/units">) {
  const place = await settingsAt("units", searchParams);
  const [t, positions, isUsed] = await Promise.all([
    getTranslations(),
    getSwitches(place.viewer),
    hasUnits(place.viewer),
  ]);
  const words = {
    all: t("list.allUnits"),
    main: t("list.mainUnits"),
    sub: t("list.subUnits"),
    none: t("list.noUnits"),
  };
  const title = t("settings.switch.listedUnits");
  return (
    <SettingsFrame {...place} panel={null}>
      {!isUsed && <p className="muted">{t("unit.unused")}</p>}
      <Section id="list" title={title} text={t("settings.switchAbout.listedUnits")} pad>
        <Form
          action={flipAnyway}
          formKey={newFormKey()}
          title={`${t("settings.section.units")} · ${t("settings.title")} · Kumppani`}
          texts={await formTexts()}
          submit={t("action.save")}
          labels={{ to: title }}
          hidden={{ id: "1", name: "listedUnits" }}
          values={{ to: positions.listedUnits }}
          cancel={{ href: paths.settings("units"), label: t("action.cancel"), fresh: true }}
        >
          <Field
            name="to"
            label={title}
            quietLabel
            kind="radios"
            options={unitKinds.map((kind) => ({ value: kind, label: words[kind] }))}
          />
        </Form>
      </Section>
      <Section id="inherited" title={t("unit.inherited")}>
        <SwitchList names={["inheritBilling"]} positions={positions} />
      </Section>
    </SettingsFrame>
  );
}
