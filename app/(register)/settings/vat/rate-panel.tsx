import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Field } from "@/components/field";
import type { FormAction } from "@/components/form";
import { countryName, countryOptions } from "@/lib/countries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { vatRateFields } from "@/lib/vat-rates/fields";
import type { VatRate } from "@/lib/vat-rates/queries";
import { billingWords } from "../../billing/words";
import { FormPanel } from "../../form-panel";
import type { SettingsPlace } from "../sections";
import { addRate, removeRate, saveRate } from "./actions";
import { vatRateLabels } from "./describe";

/** The panel the address opens; null where it asks for none. */
export async function ratePanel({ viewer, query }: SettingsPlace, rates: readonly VatRate[]): Promise<ReactNode> {
  const wanted = String(query.panel ?? "");
  const [t, locale, { text }] = await Promise.all([getTranslations("vatRate"), currentLocale(), billingWords()]);
  if (wanted === "new-rate") return <RateForm title={t("add")} action={addRate} country={viewer.facts.country} />;
  const [, act, id] = /^(rate|delete-rate)\.(\d+)$/.exec(wanted) ?? [];
  if (!act) return null;
  const rate = rates.find((one) => String(one.id) === id) ?? absent();
  const title = `${countryName(rate.country, locale)}, ${text("vatRate", rate.rate)}`;
  if (act === "delete-rate") return <DeletePanel rate={rate} title={t("deleteTitle", { rate: title })} />;
  return <RateForm title={title} action={saveRate} rate={rate} country={rate.country} />;
}

async function DeletePanel({ rate, title }: { rate: VatRate; title: string }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={title}
      about={t("settings.section.vat")}
      close={paths.settings("vat")}
      ask
      action={removeRate}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(rate.id) }}
    >
      <p>{t("vatRate.deleteText")}</p>
    </FormPanel>
  );
}

type Props = { title: string; action: FormAction; rate?: VatRate; country: string };

async function RateForm({ title, action, rate, country }: Props) {
  const [t, locale, labels, { typedRate }] = await Promise.all([
    getTranslations(),
    currentLocale(),
    vatRateLabels(),
    billingWords(),
  ]);
  const { country: place, rate: percent, validFrom, validTo } = vatRateFields;
  return (
    <FormPanel
      title={title}
      about={t("settings.section.vat")}
      close={paths.settings("vat")}
      action={action}
      submit={t("action.save")}
      labels={labels}
      hidden={rate && { id: String(rate.id), version: String(rate.version) }}
      values={{
        country,
        rate: typedRate(rate?.rate ?? ""),
        validFrom: rate?.validFrom ?? "",
        validTo: rate?.validTo ?? "",
      }}
      danger={
        rate && (
          <ButtonLink href={paths.settings("vat", { panel: `delete-rate.${rate.id}` })} tone="bad">
            {t("action.delete")}
          </ButtonLink>
        )
      }
    >
      <Field
        name="country"
        label={labels.country}
        kind="select"
        required
        span={place.span}
        options={countryOptions(locale).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field name="rate" label={labels.rate} kind="money" unit="%" required span={percent.span} autoComplete="off" />
      <Field name="validFrom" label={labels.validFrom} kind="date" span={validFrom.span} />
      <Field name="validTo" label={labels.validTo} kind="date" span={validTo.span} />
      {rate && <p className="hint">{t("vatRate.usedHint")}</p>}
    </FormPanel>
  );
}
