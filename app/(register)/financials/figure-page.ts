import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { YearFigures } from "@/lib/financials/assemble";
import { type Asked, type FigureFilter, figureQuery, isRolledUp, type Whose } from "@/lib/financials/filter";
import { getFigures } from "@/lib/financials/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { columnWords } from "./figure-columns";

type Query = ReturnType<typeof figureQuery>;

/** Where figures stand: on the card of a customer, or as a report. */
export type Place = {
  address: (query: Query) => string;
  exportAddress: (format: "xlsx" | "csv", query: Query) => string;
};

/** Everything that the parts of a page with figures are given. */
export type FigurePage = Awaited<ReturnType<typeof figurePage>>;

/** The figures that an address asks for, in the words and formats of the reader. */
export async function figurePage(viewer: Viewer, asked: Asked, place: Place) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const figures: YearFigures = await getFigures(viewer, asked, locale);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const sign = format.currencySign(viewer.facts.currency);
  const queryWith = (changes: Partial<FigureFilter & { whose: Whose }>) =>
    figureQuery({ ...asked, page: 1, ...changes }, viewer);
  return {
    viewer,
    locale,
    asked,
    figures,
    t,
    format,
    sign,
    words: columnWords({ asked, sign, t }),
    isRolledUp: isRolledUp(asked.whose),
    /** An amount of a cell; a dash for nothing. */
    amount: (value: string | null) => (value === null ? "–" : format.decimal(value)),
    /** The address of these figures asked in another way; back on the first page of the parts. */
    to: (changes: Partial<FigureFilter & { whose: Whose }>) => place.address(queryWith(changes)),
    toPage: (page: number) => place.address({ ...queryWith({}), page: page > 1 ? page : null }),
    file: (file: "xlsx" | "csv", by: "months" | "parts") =>
      place.exportAddress(file, { ...queryWith({}), by: by === "parts" ? by : null }),
  };
}

/** Words at the head of a line begin with a capital. */
export const asHead = (word: string, locale: string): string =>
  word.slice(0, 1).toLocaleUpperCase(locale) + word.slice(1);
