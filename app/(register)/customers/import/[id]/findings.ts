import type { getTranslations } from "next-intl/server";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { countryName } from "@/lib/countries";
import type { Problem } from "@/lib/errors";
import type { Note } from "@/lib/imports/cells";
import type { ImportedFile } from "@/lib/imports/queries";

/** What every step of the page is about. */
export type Place = { viewer: Viewer; locale: Locale; file: ImportedFile };

type ImportWords = Awaited<ReturnType<typeof getTranslations<"import">>>;
type ErrorWords = Awaited<ReturnType<typeof getTranslations<"error">>>;

/** The heading of a column as the file has it; one without a heading goes by its number. */
export const headingOf = (file: { head: string[] }, column: number, t: ImportWords): string =>
  file.head[column] || t("columnNumber", { number: column + 1 });

/** Where something is to be corrected: the column, or the field that no column fills in. */
export const placeOf = (file: { head: string[] }, column: number | null, t: ImportWords): string =>
  column === null ? "–" : headingOf(file, column, t);

export const problemText = (problem: Problem, t: ErrorWords): string => t(problem.key, problem.params as never);

export function noteText({ key, params }: Note, locale: Locale, t: ImportWords): string {
  const country = typeof params?.country === "string" ? { country: countryName(params.country, locale) } : {};
  return t(`note.${key}`, { ...params, ...country } as never);
}
