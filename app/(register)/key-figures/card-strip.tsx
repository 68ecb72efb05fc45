import { getTranslations } from "next-intl/server";
import { type Kpi, Kpis } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import type { FullCustomer } from "@/lib/customers/queries";
import { formatsOf } from "@/lib/format";
import { type CardFigure, figuresShown } from "@/lib/key-figures/rules";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { billingFigure, conversionOf, type FigureWords, left, marginFigure, weightedValue } from "./figure-words";

/** The key figures of one customer, each leading to the tab that tells more. Nothing chosen, no strip. */
export async function CardStrip({ viewer, customer }: { viewer: Viewer; customer: FullCustomer }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const words = { viewer, t, format: formatsOf(locale, viewer.facts.timeZone) };
  const items = figuresShown(viewer, "card").flatMap((name) => figureOf(customer, name, words) ?? []);
  return items.length > 0 ? <Kpis items={items} name={t("keyFigures.title")} small /> : null;
}

function figureOf({ id, figures }: FullCustomer, name: CardFigure, words: FigureWords): Kpi | null {
  const { t, format } = words;
  const { money, sales, projects, lastInvoice } = figures;
  const tip = t(`keyFigures.tip.card.${name}`);
  const ledger = { tip, href: paths.customerTab(id, "financials") };
  const work = { tip, href: paths.customerTab(id, "sales") };
  switch (name) {
    case "billingMonth":
      return money ? billingFigure(money, ledger, words) : null;
    case "marginYear":
      return money ? marginFigure(money, ledger, words) : null;
    case "openSales":
      if (!sales) return null;
      return {
        ...work,
        label: t("keyFigures.openSales"),
        value: weightedValue(sales, words),
        tip: [tip, conversionOf(sales, words)].filter(Boolean).join(" "),
        notes: [{ text: t("keyFigures.cases", { count: sales.cases }) }, ...left(sales, words)],
      };
    case "openProjects":
      return projects === undefined
        ? null
        : { ...work, label: t("keyFigures.openProjects"), value: format.number(projects) };
    case "lastInvoice": {
      const label = t("keyFigures.lastInvoice");
      if (lastInvoice === undefined) return null;
      if (!lastInvoice) return { label, tip, value: t("keyFigures.noInvoice") };
      const { number, issuedOn, gross, currency } = lastInvoice;
      return {
        label,
        tip,
        value: format.day(issuedOn),
        href: paths.invoice(lastInvoice.id),
        notes: [{ text: t("keyFigures.invoice", { number, amount: format.money(gross, currency) }) }],
      };
    }
  }
}
