import { companyNames } from "@/lib/companies/queries";
import { listEntries } from "@/lib/registers/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";

/** The teams of each company. */
export default async function Teams({ searchParams }: PageProps<"/settings/teams">) {
  const place = await settingsAt("teams", searchParams);
  const [companies, teams] = await Promise.all([
    companyNames(place.viewer),
    listEntries(place.viewer, "teams", place.locale),
  ]);
  return (
    <SettingsFrame {...place} panel={entryPanel(place.query, { teams })}>
      {companies.map((company) => (
        <RegisterSection
          key={company.id}
          register="teams"
          within={company.id}
          title={company.name}
          entries={teams.filter(({ values }) => values.companyId === company.id)}
        />
      ))}
    </SettingsFrame>
  );
}
