import { type Html, html } from "@/components/rows";
import type { Figures } from "@/lib/financials/assemble";
import type { FigurePage } from "./figure-page";

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

/** What a column is called, with its unit. */
export function columnWord(column: FigureColumn, { asked, sign, t }: Pick<FigurePage, "asked" | "sign" | "t">): string {
  const words: Record<FigureColumn, string> = {
    revenue: t("finance.revenue"),
    billing: t("finance.billing"),
    labour: t("finance.labour"),
    otherCosts: t("finance.otherCosts"),
    margin: t("finance.margin"),
    marginPercent: t("finance.marginPct"),
    lastBilling: t("finance.billingIn", { year: String(asked.year - 1) }),
  };
  return column === "marginPercent" ? words[column] : `${words[column]}, ${sign}`;
}

export function cellText(column: FigureColumn, figures: Figures, { amount, format }: FigurePage): string {
  const value = figures[column];
  return column === "marginPercent" ? (value === null ? "–" : format.share(value)) : amount(value);
}

/** The cells of one line. On phones what is empty is left out. */
export const figureCells = (figures: Figures, page: FigurePage): Html[] =>
  columns.map((column) => {
    const value = figures[column];
    const look = [
      "num",
      column === "lastBilling" && "faint",
      value?.startsWith("-") && "neg",
      value === null && "hide",
    ];
    return html`<td class="${look.filter(Boolean).join(" ")}" data-l="${columnWord(column, page)}">${cellText(column, figures, page)}</td>`;
  });
