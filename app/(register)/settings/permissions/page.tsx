import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { listProfiles } from "@/lib/profiles/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { profilePanel } from "./profile-panel";
import { ProfileTable } from "./profile-table";

/** What each profile may see and do, side by side. */
export default async function Permissions({ searchParams }: PageProps<"/settings/permissions">) {
  const place = await settingsAt("permissions", searchParams);
  const [t, profiles] = await Promise.all([getTranslations("profile"), listProfiles(place.viewer)]);
  const model = profiles.find(({ builtIn }) => builtIn === "employee") ?? profiles[0];
  return (
    <SettingsFrame {...place} panel={profilePanel(place)}>
      <Section
        id="profiles"
        title={t("table")}
        text={t("note")}
        actions={
          model && (
            <ButtonLink small icon="plus" href={paths.settings("permissions", { panel: `copy.${model.id}` })}>
              {t("new")}
            </ButtonLink>
          )
        }
      >
        <ProfileTable profiles={profiles} />
      </Section>
    </SettingsFrame>
  );
}
