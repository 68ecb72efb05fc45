import type { getTranslations } from "next-intl/server";
import type { Asked } from "@/lib/financials/filter";

/** The columns of every table with figures, in their order. */
export const columns = [
  "revenue",
  "billing",
  "labour",
  "otherCosts",
  "margin",
  "marginPercent",
  "lastBilling",
] as const;
export type FigureColumn = (typeof columns)[number];

type Named = { asked: Pick<Asked, "year">; sign: string; t: Awaited<ReturnType<typeof getTranslations<never>>> };

/** What the columns are called, with their unit. */
export function columnWords({ asked, sign, t }: Named): Record<FigureColumn, string> {
  const withUnit = (word: string) => `${word}, ${sign}`;
  return {
    revenue: withUnit(t("finance.revenue")),
    billing: withUnit(t("finance.billing")),
    labour: withUnit(t("finance.labour")),
    otherCosts: withUnit(t("finance.otherCosts")),
    margin: withUnit(t("finance.margin")),
    marginPercent: t("finance.marginPct"),
    lastBilling: withUnit(t("finance.billingIn", { year: String(asked.year - 1) })),
  };
}
