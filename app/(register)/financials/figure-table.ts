import { type Html, html } from "@/components/rows";
import type { Figures } from "@/lib/financials/assemble";
import { columns, type FigureColumn } from "./figure-columns";
import type { FigurePage } from "./figure-page";

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
    return html`<td class="${look.filter(Boolean).join(" ")}" data-l="${page.words[column]}">${cellText(column, figures, page)}</td>`;
  });
