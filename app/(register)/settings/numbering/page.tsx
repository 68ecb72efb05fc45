import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { listRanges } from "@/lib/numbering/queries";
import { getNumbering } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { NumberingForm } from "./numbering-form";
import { Ranges } from "./ranges";

/** How new customers get their numbers, and from where. */
export default async function Numbering({ searchParams }: PageProps<"/settings/numbering">) {
  const place = await settingsAt("numbering", searchParams);
  const { viewer } = place;
  const [t, numbering, ranges] = await Promise.all([getTranslations(), getNumbering(viewer), listRanges(viewer)]);
  const title = t("settings.section.numbering");
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="numbering" title={title} text={t("numbering.about")} pad>
        <NumberingForm numbering={numbering} next={ranges[0]?.next ?? ""} title={title} />
      </Section>
      <Ranges ranges={ranges} />
    </SettingsFrame>
  );
}
