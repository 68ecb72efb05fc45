import type { getTranslations } from "next-intl/server";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { Book } from "@/lib/spreadsheets/book";

/** What an export is written with. */
export type ExportWords = { t: Awaited<ReturnType<typeof getTranslations<never>>>; locale: Locale };
type Lines = [label: string, value: string][];

/**
 * The sheet of an export that says what the file holds, whose it is, who took it and when.
 * @param about what it holds, in words: label and value
 */
export function exportNote(
  viewer: Viewer,
  about: Lines,
  { t, locale }: ExportWords,
): Pick<Book, "about" | "locale" | "timeZone"> {
  const { organisationName, timeZone } = viewer.facts;
  const made: Lines = [
    [t("export.organisation"), organisationName],
    [t("export.by"), viewer.actorName],
    [t("export.at"), formatsOf(locale, timeZone).dateTime(new Date())],
  ];
  return { about: { heading: t("export.about"), lines: [...about, ...made] }, locale, timeZone };
}
