import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { listEntries } from "@/lib/registers/queries";
import { getSwitches } from "@/lib/settings/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";

/** In what parts people answer for customers and work on projects; without the part there is no such page. */
export default async function Roles({ searchParams }: PageProps<"/settings/roles">) {
  const place = await settingsAt("roles", searchParams);
  const { viewer, locale, query } = place;
  const [t, customerRoles, projectRoles, positions] = await Promise.all([
    getTranslations(),
    listEntries(viewer, "customerRoles", locale),
    listEntries(viewer, "projectRoles", locale),
    getSwitches(viewer),
  ]);
  return (
    <SettingsFrame {...place} panel={entryPanel(query, { customerRoles, projectRoles })}>
      <RegisterSection register="customerRoles" entries={customerRoles} />
      <RegisterSection register="projectRoles" entries={projectRoles} />
      <Section
        id="use"
        title={t("settings.features")}
        actions={
          viewer.can("customers.read") && (
            <ButtonLink href={paths.coverage()} small>
              {t("roles.coverage")}
            </ButtonLink>
          )
        }
      >
        <SwitchList names={["roles"]} positions={positions} />
      </Section>
    </SettingsFrame>
  );
}
