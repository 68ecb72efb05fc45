import { getTranslations } from "next-intl/server";
import type { FigureKind } from "@/lib/financials/rules";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { type FigureField, figureNames } from "@/lib/project-months/fields";
import { currentLocale } from "@/lib/session";

export async function figureLabels(): Promise<Record<FigureField, string>> {
  const t = await getTranslations();
  return {
    revenue: t("finance.revenue"),
    billing: t("finance.billing"),
    labour: t("finance.labour"),
    otherCosts: t("finance.otherCosts"),
    hours: t("figures.hours"),
    note: t("figures.note"),
  };
}

export async function kindLabels(): Promise<Record<FigureKind, string>> {
  const t = await getTranslations("finance");
  return { forecast: t("forecast"), actual: t("actual") };
}

/** What the cells of a year's form are called: "March: Labour cost". */
export async function cellLabels() {
  const [t, locale, fields] = await Promise.all([getTranslations("figures"), currentLocale(), figureLabels()]);
  const { monthName } = formatsOf(locale, "UTC");
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  const month = (number: number) => monthName(`2000-${String(number).padStart(2, "0")}-01`);
  return {
    fields,
    month,
    cell: (number: number, field: FigureField) => t("cell", { month: capital(month(number)), field: fields[field] }),
  };
}

/** How a cell that two people changed reads to a person. */
export const describeCell: Describe = async (viewer, name, value) => {
  const [locale, { cell }] = await Promise.all([currentLocale(), cellLabels()]);
  const [month, field] = name.split(".");
  const known = figureNames.find((one) => one === field);
  if (!known) return { label: name, text: String(value ?? "") };
  const { decimal } = formatsOf(locale, viewer.facts.timeZone);
  const text = typeof value === "string" ? (known === "note" ? value : decimal(value)) : "";
  return { label: cell(Number(month), known), text };
};
