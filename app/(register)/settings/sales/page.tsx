import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { listEntries } from "@/lib/registers/queries";
import { saleStates } from "@/lib/sales/rules";
import { getSwitches } from "@/lib/settings/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";

/** The steps of selling, and what a won sales case makes of the customer. */
export default async function SalesSettings({ searchParams }: PageProps<"/settings/sales">) {
  const place = await settingsAt("sales", searchParams);
  const [salesStatuses, positions, t] = await Promise.all([
    listEntries(place.viewer, "salesStatuses", place.locale),
    getSwitches(place.viewer),
    getTranslations(),
  ]);
  return (
    <SettingsFrame {...place} panel={entryPanel(place.query, { salesStatuses })}>
      {saleStates.map((state) => (
        <RegisterSection
          key={state}
          register="salesStatuses"
          within={state}
          title={t(`sales.${state}`)}
          entries={salesStatuses.filter(({ values }) => values.state === state)}
        />
      ))}
      <Section id="stage" title={t("customer.stage")}>
        <SwitchList names={["wonMakesActive"]} positions={positions} />
      </Section>
    </SettingsFrame>
  );
}
