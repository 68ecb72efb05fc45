import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Facts, Section } from "@/components/section";
import { organisationBilling } from "@/lib/billing/queries";
import { paths } from "@/lib/paths";
import { termFacts } from "../../billing/term-facts";
import { termOrder } from "../../billing/words";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { BillingPanel } from "./billing-panel";

/** How the organisation invoices where neither the customer nor its group says otherwise. */
export default async function BillingSettings({ searchParams }: PageProps<"/settings/billing">) {
  const place = await settingsAt("billing", searchParams);
  const [t, { own, version }] = await Promise.all([getTranslations("billing"), organisationBilling(place.viewer)]);
  const facts = await termFacts({
    levels: own ? { organisation: own } : {},
    level: "organisation",
    fields: termOrder.filter((field) => field !== "vatRate" && field !== "taxFreeReason"),
  });
  const panel = place.query.panel === "terms" ? <BillingPanel own={own} version={version} /> : null;
  return (
    <SettingsFrame {...place} panel={panel}>
      <Section
        id="terms"
        title={t("defaults")}
        text={t("organisationText")}
        actions={
          <ButtonLink
            href={paths.settings("billing", { panel: "terms" })}
            tone="plain"
            small
            icon="edit"
            label={t("edit", { part: t("defaults") })}
          />
        }
      >
        <Facts items={facts} />
      </Section>
    </SettingsFrame>
  );
}
