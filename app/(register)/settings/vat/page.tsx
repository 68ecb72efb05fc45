import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { listVatRates } from "@/lib/vat-rates/queries";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { ratePanel } from "./rate-panel";
import { RateTable } from "./rate-table";

/** The rates of value added tax that invoices are made by, each country's with the days they are in force. */
export default async function VatRates({ searchParams }: { searchParams: Promise<Params> }) {
  const place = await settingsAt("vat", searchParams);
  const [t, rates] = await Promise.all([getTranslations("vatRate"), listVatRates(place.viewer)]);
  const countries = [...new Set(rates.map(({ country }) => country))];
  const home = (country: string) => Number(country !== place.viewer.facts.country);
  return (
    <SettingsFrame {...place} panel={await ratePanel(place, rates)}>
      <div className="row between">
        <p>{t("about")}</p>
        <ButtonLink href={paths.settings("vat", { panel: "new-rate" })} small icon="plus">
          {t("add")}
        </ButtonLink>
      </div>
      {countries
        .toSorted((one, other) => home(one) - home(other))
        .map((country) => (
          <RateTable
            key={country}
            {...place}
            country={country}
            rates={rates.filter((rate) => rate.country === country)}
          />
        ))}
    </SettingsFrame>
  );
}
