import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import { currencies } from "@/lib/billing/fields";
import { homeCurrency, listRates } from "@/lib/exchange-rates/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { saveHome } from "./actions";
import { chosenIn, ratePanel } from "./rate-panel";
import { RateTable } from "./rate-table";
import { currencyOptions } from "./words";

/** In which currency the organisation adds up money, and what the others are worth. */
export default async function Currencies({ searchParams }: PageProps<"/settings/currencies">) {
  const place = await settingsAt("currencies", searchParams);
  const { viewer, query } = place;
  const chosen = chosenIn(query);
  const [t, home, rates] = await Promise.all([getTranslations(), homeCurrency(viewer), listRates(viewer, chosen)]);
  const title = t("settings.section.currencies");
  return (
    <SettingsFrame {...place} panel={await ratePanel(place)}>
      {home.missing.length > 0 && (
        <Notice kind="warn">{t("currency.missing", { codes: home.missing.join(", ") })}</Notice>
      )}
      <Section id="home" title={t("currency.home")} text={t("currency.homeText")} pad>
        <Form
          action={saveHome}
          formKey={newFormKey()}
          title={`${title} · ${t("settings.title")} · Kumppani`}
          texts={await formTexts()}
          submit={t("action.save")}
          hidden={{ id: home.id, version: home.version }}
          values={{ currency: home.currency }}
          cancel={{ href: paths.settings("currencies"), label: t("action.cancel") }}
        >
          <Field
            name="currency"
            label={t("currency.currency")}
            kind="select"
            width="l"
            options={await currencyOptions(currencies)}
          />
        </Form>
      </Section>
      <RateTable {...place} rates={rates} chosen={chosen} />
    </SettingsFrame>
  );
}
