import { type ChartMonth, MonthChart } from "@/components/month-chart";
import { Kpis } from "@/components/section";
import { isActual } from "@/lib/financials/filter";
import { monthOf, monthsOf } from "@/lib/financials/rules";
import type { FigurePage } from "./figure-page";

/** The year in four numbers, each with how it comes about. */
export function KeyFigures({ asked, figures, format, t, viewer }: FigurePage) {
  const { year, view } = asked;
  const { billing, margin, marginPercent, change } = figures.total;
  const money = (value: string | null) => (value === null ? "–" : format.wholeMoney(value, viewer.facts.currency));
  const isBelow = (value: string | null) => value?.startsWith("-") ?? false;
  return (
    <Kpis
      items={[
        {
          label: t("finance.billingIn", { year: String(year) }),
          value: money(billing),
          tip: t("finance.billingTip", { view, year: String(year) }),
        },
        { label: t("finance.margin"), value: money(margin), bad: isBelow(margin), tip: t("finance.marginTip") },
        {
          label: t("finance.marginPct"),
          value: marginPercent === null ? "–" : format.share(marginPercent),
          bad: isBelow(marginPercent),
          tip: t("finance.marginPctTip"),
        },
        {
          label: t("finance.change"),
          value: change === null ? "–" : format.change(change),
          tip: t("finance.changeTip", { year: String(year), last: String(year - 1), view }),
        },
      ]}
    />
  );
}

/** The months as bars. Numbers become pixels here, nothing else. */
export function FigureChart({ asked, figures, format, sign, t, viewer }: FigurePage) {
  const { today } = viewer.facts;
  const { year, view } = asked;
  const pixels = (value: string | null) => (value === null ? null : Number(value));
  const months = figures.months.map(
    ({ month, billing, labour, otherCosts, lastBilling }): ChartMonth => ({
      label: format.shortMonth(month),
      billing: pixels(billing),
      costs: labour === null && otherCosts === null ? null : Number(labour) + Number(otherCosts),
      lastBilling: pixels(lastBilling),
      isForecast: !isActual(view, month, today),
    }),
  );
  const place = monthsOf(year).indexOf(monthOf(today));
  const daysOfMonth = new Date(Date.UTC(year, place + 1, 0)).getUTCDate();
  return (
    <MonthChart
      label={t("finance.chart", { year: String(year) })}
      words={{
        billing: t("finance.billing"),
        forecast: t("finance.forecastBilling"),
        costs: t("finance.costs"),
        lastBilling: t("finance.lastBilling"),
        today: t("finance.today"),
      }}
      unit={(per) => (per === 1 ? sign : `${format.number(per)} ${sign}`)}
      tick={format.number}
      months={months}
      today={place < 0 ? null : place + (Number(today.slice(8)) - 1) / daysOfMonth}
    />
  );
}
