import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { listCompanies } from "@/lib/companies/queries";
import type { SwitchName } from "@/lib/settings/fields";
import { getSwitches } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";
import { companyPanel } from "./company-panel";
import { CompanyTable } from "./company-table";

const between = [
  "showOtherCompanies",
  "maskOtherCompanies",
  "shareAddresses",
  "shareStructure",
  "relateNewCustomers",
  "ownersFromAnyCompany",
] as const satisfies SwitchName[];

/** Our own companies, and what holds between them as soon as there are several. */
export default async function Companies({ searchParams }: PageProps<"/settings/companies">) {
  const place = await settingsAt("companies", searchParams);
  const { viewer } = place;
  const [t, companies, positions] = await Promise.all([
    getTranslations("settings"),
    listCompanies(viewer),
    getSwitches(viewer),
  ]);
  return (
    <SettingsFrame {...place} panel={await companyPanel(place, companies)}>
      <CompanyTable {...place} companies={companies} />
      {viewer.uses("multiCompany") && companies.length > 1 && (
        <Section id="between" title={t("betweenCompanies")} text={t("betweenCompaniesText")}>
          <SwitchList names={between} positions={positions} />
        </Section>
      )}
    </SettingsFrame>
  );
}
