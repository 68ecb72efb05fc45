import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import type { switches } from "@/lib/settings/fields";
import { getSwitches } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";

const between = [
  "showOtherCompanies",
  "maskOtherCompanies",
  "shareAddresses",
  "shareStructure",
  "relateNewCustomers",
  "ownersFromAnyCompany",
] as const satisfies (keyof typeof switches)[];

/** Our own companies, and what holds between them as soon as there are several. */
export default async function Companies({ searchParams }: PageProps<"/settings/companies">) {
  const place = await settingsAt("companies", searchParams);
  const { viewer } = place;
  const [t, { positions, companies }] = await Promise.all([getTranslations("settings"), getSwitches(viewer)]);
  return (
    <SettingsFrame {...place} panel={null}>
      {viewer.uses("multiCompany") && companies > 1 && (
        <Section id="between" title={t("betweenCompanies")} text={t("betweenCompaniesText")}>
          <SwitchList names={between} positions={positions} />
        </Section>
      )}
      {viewer.can("settings") && (
        <Section id="groups" title={t("groupRule")}>
          <SwitchList names={["groupRequired"]} positions={positions} />
        </Section>
      )}
    </SettingsFrame>
  );
}
