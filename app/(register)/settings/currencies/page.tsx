import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Facts, Section } from "@/components/section";
import { homeCurrency, listRates } from "@/lib/exchange-rates/queries";
import { paths } from "@/lib/paths";
import { billingWords } from "../../billing/words";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { chosenIn, ratePanel } from "./rate-panel";
import { RateTable } from "./rate-table";

/** In which currency the organisation adds up money, and what the others are worth. */
export default async function Currencies({ searchParams }: PageProps<"/settings/currencies">) {
  const place = await settingsAt("currencies", searchParams);
  const { viewer, query } = place;
  const chosen = chosenIn(query);
  const [t, { choices }, home, rates] = await Promise.all([
    getTranslations(),
    billingWords(),
    homeCurrency(viewer),
    listRates(viewer, chosen),
  ]);
  return (
    <SettingsFrame {...place} panel={await ratePanel(place, home)}>
      {home.missing.length > 0 && (
        <Notice kind="warn">{t("currency.missing", { codes: home.missing.join(", ") })}</Notice>
      )}
      <Section
        id="home"
        title={t("currency.home")}
        text={t("currency.homeText")}
        actions={
          <ButtonLink href={paths.settings("currencies", { panel: "currency" })} small icon="edit">
            {t("action.edit")}
          </ButtonLink>
        }
      >
        <Facts items={[{ label: t("currency.currency"), value: choices.currency[home.currency] ?? home.currency }]} />
      </Section>
      <RateTable {...place} rates={rates} chosen={chosen} />
    </SettingsFrame>
  );
}
