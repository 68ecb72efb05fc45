import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { countCompanies } from "@/lib/features/queries";
import { features, integrations } from "@/lib/features/rules";
import { getSwitches } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";

/** Which parts of the product are in use, and which outside systems. */
export default async function Features({ searchParams }: PageProps<"/settings/features">) {
  const place = await settingsAt("features", searchParams);
  const [t, positions, companies] = await Promise.all([
    getTranslations("settings"),
    getSwitches(place.viewer),
    countCompanies(place.viewer),
  ]);
  const apart = positions.multiCompany === "on" && companies > 1 && t("companiesInUse", { n: companies });
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="features" title={t("features")} text={t("featuresText")}>
        <SwitchList names={features} positions={positions} blocked={{ multiCompany: apart }} />
      </Section>
      <Section id="integrations" title={t("integrations")} text={t("integrationsText")}>
        <SwitchList names={integrations} positions={positions} />
      </Section>
    </SettingsFrame>
  );
}
