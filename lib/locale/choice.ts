import type { Locale } from "../access/viewer";

export const locales = ["fi", "sv", "nl", "en"] as const satisfies readonly Locale[];

/** The names of the languages in themselves: they are the same in every catalog. */
export const localeNames: Record<Locale, string> = { fi: "Suomi", sv: "Svenska", nl: "Nederlands", en: "English" };

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** Choice kept in this browser, else the first language of Accept-Language that we speak, else English. */
export function localeFrom(kept: string | undefined, accepted: string | null): Locale {
  if (isLocale(kept)) return kept;
  const wanted = (accepted ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.split("-")[0]?.toLowerCase(), weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
    })
    .sort((one, other) => other.weight - one.weight);
  return wanted.map(({ language }) => language).find(isLocale) ?? "en";
}

/** Collation of lists: Finnish and Swedish sort Å Ä Ö last, English and Dutch beside A and O. Indexes exist for both. */
export const collationOf = (locale: Locale): "fi-x-icu" | "en-x-icu" =>
  locale === "fi" || locale === "sv" ? "fi-x-icu" : "en-x-icu";

/** The tag for Intl: British English, since en alone writes dates the American way. */
export const intlTag = (locale: Locale): string =>
  locale === "en" ? "en-GB" : `${locale}-${{ fi: "FI", sv: "SE", nl: "NL" }[locale]}`;
