import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { industriesInUse } from "@/lib/industries/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { IndustryTable } from "./industry-table";

/** The classification of industries: how it is used, and what of it is offered. */
export default async function Industries({ searchParams }: PageProps<"/settings/industries">) {
  const place = await settingsAt("industries", searchParams);
  const [t, used] = await Promise.all([getTranslations(), industriesInUse(place.viewer)]);
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="industries" title={t("settings.section.industries")} text={t("industry.about")}>
        <IndustryTable {...used} />
      </Section>
    </SettingsFrame>
  );
}
