import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { mayCheck } from "@/lib/registry-checks/may";
import { registerSwitches } from "@/lib/settings/fields";
import { getSwitches, registersInUse } from "@/lib/settings/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { SwitchList } from "../switches/switch-list";
import { MonthlyNotes } from "./monthly-notes";
import { RegisterNotes } from "./register-notes";

/** Which business registers may be asked, and whether all customers are compared with them every month. */
export default async function RegistrySettings({ searchParams }: PageProps<"/settings/registry">) {
  const place = await settingsAt("registry", searchParams);
  const [t, positions, { registers, lastCheck }] = await Promise.all([
    getTranslations("settings"),
    getSwitches(place.viewer),
    registersInUse(place.viewer),
  ]);
  const notes = registers.map((one) => [one.register.name, <RegisterNotes key={one.register.name} {...one} />]);
  const checked = registers.filter(({ register }) => place.viewer.facts.registers.includes(register.name));
  const customers = checked.reduce((sum, { checkable }) => sum + checkable, 0);
  return (
    <SettingsFrame {...place} panel={null}>
      <Section id="registers" title={t("registers")} text={t("registersText")}>
        <SwitchList names={registerSwitches} positions={positions} notes={Object.fromEntries(notes)} />
      </Section>
      <Section
        id="checks"
        title={t("checks")}
        actions={
          mayCheck(place.viewer) && (
            <ButtonLink href={paths.customers({ panel: "registry-check" })} small icon="refresh">
              {t("checkNow")}
            </ButtonLink>
          )
        }
      >
        <SwitchList
          names={["registryMonthly"]}
          positions={positions}
          notes={{ registryMonthly: <MonthlyNotes customers={customers} lastCheck={lastCheck} /> }}
        />
      </Section>
    </SettingsFrame>
  );
}
