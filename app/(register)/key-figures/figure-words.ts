import type { getTranslations } from "next-intl/server";
import type { Kpi } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import type { formatsOf } from "@/lib/format";
import type { MoneyFigures, SalesFigures } from "@/lib/key-figures/parts";

export type FigureWords = {
  viewer: Viewer;
  t: Awaited<ReturnType<typeof getTranslations<never>>>;
  format: ReturnType<typeof formatsOf>;
};

type Converted = { ratedOn: string | null; missing: string[] | null };

/** How sums in several currencies came together; nothing where all are in the organisation's own. */
export function conversionOf({ ratedOn, missing }: Converted, { viewer, t, format }: FigureWords): string {
  const { currency } = viewer.facts;
  const rated = ratedOn && t("keyFigures.rated", { currency, day: format.day(ratedOn) });
  const left = missing && t("keyFigures.missing", { currencies: missing.join(", ") });
  return [rated, left].filter(Boolean).join(" ");
}

/** What is left out stands below the number, not only behind its sign. */
export const left = ({ missing }: Converted, { t }: FigureWords) =>
  missing ? [{ text: t("keyFigures.without", { currencies: missing.join(", ") }) }] : [];

type Place = { tip: string; href: string };

export function marginFigure(money: MoneyFigures, { tip, href }: Place, words: FigureWords): Kpi {
  const { viewer, t, format } = words;
  const margin = money.margin ?? "0";
  const isLoss = margin.startsWith("-");
  return {
    label: t("keyFigures.marginYear"),
    value: format.wholeMoney(margin, viewer.facts.currency),
    bad: isLoss,
    tip: [tip, conversionOf(money, words)].filter(Boolean).join(" "),
    href,
    notes: [...(isLoss ? [{ text: t("keyFigures.loss") }] : []), ...left(money, words)],
  };
}

/** This month, and what it was last month with the difference; in per cent only where there was something. */
export function billingFigure(money: MoneyFigures, place: Place & { before?: string }, words: FigureWords): Kpi {
  const { viewer, t, format } = words;
  const { currency } = viewer.facts;
  const change = [
    Number(money.more) !== 0 && format.moneyChange(money.more, currency),
    money.percent && format.change(money.percent),
  ].filter(Boolean);
  const before = t("keyFigures.lastMonth", { amount: format.wholeMoney(money.billedBefore ?? "0", currency) });
  return {
    label: t("keyFigures.billingMonth"),
    value: format.wholeMoney(money.billed ?? "0", currency),
    bad: money.billed?.startsWith("-"),
    tip: [place.tip, conversionOf(money, words)].filter(Boolean).join(" "),
    href: place.href,
    notes: [
      { text: before, href: place.before },
      ...(change.length ? [{ text: change.join(", ") }] : []),
      ...left(money, words),
    ],
  };
}

export const weightedValue = (sales: SalesFigures, { viewer, format }: FigureWords): string =>
  format.wholeMoney(sales.weighted ?? "0", viewer.facts.currency);
