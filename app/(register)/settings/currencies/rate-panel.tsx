import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field } from "@/components/field";
import type { FormAction } from "@/components/form";
import { wholeNumber } from "@/lib/access/post";
import { currencies } from "@/lib/billing/fields";
import { rateFields } from "@/lib/exchange-rates/fields";
import { getRate, type homeCurrency } from "@/lib/exchange-rates/queries";
import { ratedCurrencies } from "@/lib/exchange-rates/rules";
import { formatsOf } from "@/lib/format";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import type { SettingsPlace } from "../sections";
import { add, addSeveral, remove, save, saveHome } from "./actions";
import { currencyOptions, rateLabels } from "./words";

type Rate = Awaited<ReturnType<typeof getRate>>;

/** The currency whose rates an address asks for. */
export const chosenIn = (query: Params): string | null =>
  ratedCurrencies.find((code) => code === query.currency) ?? null;

type Home = Awaited<ReturnType<typeof homeCurrency>>;

/** The panel the address opens; null where it asks for none. */
export async function ratePanel({ viewer, locale, query }: SettingsPlace, home: Home): Promise<ReactNode> {
  const t = await getTranslations("currency");
  const format = formatsOf(locale, viewer.facts.timeZone);
  const wanted = String(query.panel ?? "");
  const today = { currency: chosenIn(query) ?? "SEK", validFrom: viewer.facts.today, rate: "" };
  if (wanted === "new-rate") return <RatePanel title={t("add")} action={add} values={today} />;
  if (wanted === "currency") return <HomePanel {...home} />;
  if (wanted === "paste-rates") return <PastePanel />;
  const [, act, id] = /^(rate|delete-rate)\.(\d+)$/.exec(wanted) ?? [];
  if (!act) return null;
  const rate = await getRate(viewer, wholeNumber(id) ?? absent());
  if (act === "delete-rate") return <DeletePanel rate={rate} day={format.day(rate.validFrom)} />;
  const { currency, validFrom } = rate;
  const values = { currency, validFrom, rate: format.typed(rate.rate) };
  return <RatePanel title={t("edit", { currency })} action={save} values={values} rate={rate} />;
}

type RatePanelProps = { title: string; action: FormAction; values: Record<string, string>; rate?: Rate };

async function RatePanel({ title, action, values, rate }: RatePanelProps) {
  const [t, labels] = await Promise.all([getTranslations("action"), rateLabels()]);
  const { currency, validFrom } = rateFields;
  return (
    <FormPanel
      title={title}
      close={paths.settings("currencies")}
      action={action}
      submit={t("save")}
      labels={labels}
      hidden={rate && { id: rate.id, version: rate.version }}
      values={values}
    >
      <Field
        name="currency"
        label={labels.currency}
        kind="select"
        required
        span={currency.span}
        options={await currencyOptions(ratedCurrencies)}
      />
      <Field name="validFrom" label={labels.validFrom} kind="date" required span={validFrom.span} />
      <Field
        name="rate"
        label={labels.rate}
        kind="money"
        required
        span={rateFields.rate.span}
        autoComplete="off"
        placeholder="11,25"
      />
    </FormPanel>
  );
}

async function HomePanel({ id, version, currency }: Home) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("currency.home")}
      close={paths.settings("currencies")}
      action={saveHome}
      submit={t("action.save")}
      hidden={{ id, version }}
      values={{ currency }}
    >
      <Field
        name="currency"
        label={t("currency.currency")}
        kind="select"
        width="l"
        hint={t("currency.homeText")}
        options={await currencyOptions(currencies)}
      />
    </FormPanel>
  );
}

async function PastePanel() {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("currency.pasteTitle")}
      close={paths.settings("currencies")}
      action={addSeveral}
      submit={t("action.add")}
      labels={{ rates: t("currency.pasteRates") }}
    >
      <Field
        name="rates"
        label={t("currency.pasteRates")}
        kind="longText"
        rows={10}
        required
        hint={t("currency.pasteHint")}
      />
    </FormPanel>
  );
}

async function DeletePanel({ rate, day }: { rate: Rate; day: string }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("currency.deleteTitle", { currency: rate.currency, day })}
      close={paths.settings("currencies")}
      ask
      action={remove}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: rate.id, rate: rate.rate }}
    >
      <p>{t("currency.deleteText")}</p>
    </FormPanel>
  );
}
