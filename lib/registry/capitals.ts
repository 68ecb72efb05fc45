import { registryCountry } from "@/lib/identifiers/rules";

/** How a country's register writes capitals: its legal forms as people write them, and words that stay small in a name. */
type Manner = { locale: string; forms: string; small: string };

// Forms of other countries stand in both: branches of foreign businesses are registered too.
const foreign = "GmbH Ltd LLC PLC ApS A/S B.V. BV N.V. NV SE";
const manners: Record<string, Manner> = {
  FI: { locale: "fi", forms: `Oy Oyj Ab Abp Ky Kb Tmi Ay Osk ry rf sr rs ${foreign}`, small: "ja sekä och" },
  NO: {
    locale: "nb",
    forms: `AS ASA ANS DA NUF ENK SA KF IKS BA STI KS SF BBL AL AB Oy ${foreign}`,
    small: "i og av på for til ved med",
  },
};

const mannerOf = (country: string): Manner | undefined => manners[registryCountry(country)];

/**
 * A business name without its capitals: "NORDVIK OG SØNN AS" becomes "Nordvik og Sønn AS". Initials, abbreviations
 * without vowels and words with digits stay as they are. A name that is not in capitals is given back unchanged.
 * @param country of the register that writes it so
 */
export function tidiedName(name: string, country: string): string {
  const manner = mannerOf(country);
  if (!manner) return name;
  const words = name.split(" ");
  const forms = words.map((word, place) => formOf(manner, word, isFormPlace(manner, words, place)));
  if (!words.every((word, place) => forms[place] || isCapital(word))) return name;
  return words.map((word, place) => forms[place] ?? inManner(manner, word, place)).join(" ");
}

/** Whether no letter is small: such a writing says nothing about how the business writes itself. */
export const isCapital = (text: string): boolean => text === text.toUpperCase();

/** A town as people write it. Finnish ones of several words, or with digits, are postcodes of a single business. */
export function tidiedTown(town: string, country: string): string {
  const manner = mannerOf(country);
  const isOwn = /\d/.test(town) || (manner?.locale === "fi" && town.includes(" "));
  if (!manner || isOwn || !isCapital(town)) return town;
  return town
    .split(" ")
    .map((word, place) => inManner(manner, word, place))
    .join(" ");
}

function inManner({ locale, small }: Manner, word: string, place: number): string {
  const lower = word.toLocaleLowerCase(locale);
  return place > 0 && small.split(" ").includes(lower) ? lower : inTitleCase(word, locale);
}

const formOf = ({ forms }: Manner, word: string, isPlace: boolean): string | undefined =>
  isPlace ? forms.split(" ").find((form) => form.toUpperCase() === word.toUpperCase()) : undefined;

/** Finnish forms stand anywhere ("Asunto Oy Kuusi"); Norwegian ones, which may be words too, first or at the end. */
function isFormPlace(manner: Manner, words: readonly string[], place: number): boolean {
  if (manner.locale === "fi" || place === words.length - 1) return true;
  if (place === 0) return /^A\/?S$/i.test(words[0] ?? "");
  return words.slice(place + 1).every((word) => formOf(manner, word, true));
}

const abbreviations = ["IT", "LVI", "LVIS", "ATK"];

/** Words that capitals belong to: numbers ("II") and what cannot be pronounced ("KPMG", "TV"). */
const isKept = (part: string) =>
  /^[IVX]{2,}$/.test(part) || !/[AEIOUYÅÄÖÆØÜÉ]/i.test(part) || abbreviations.includes(part);

/**
 * A capital for each part, except after an apostrophe or a full stop that follows more than an initial: "Nell's",
 * "Bygg.no". A word with digits stays as it is.
 */
function inTitleCase(word: string, locale: string): string {
  if (/\d/.test(word)) return word;
  return word.replace(/[\p{L}\p{M}]+/gu, (part, place: number) => {
    const [, before = ""] = /([\p{L}\p{M}]+)['’.]$/u.exec(word.slice(0, place)) ?? [];
    const lower = part.toLocaleLowerCase(locale);
    if (before.length > 1) return lower;
    return isKept(part) ? part : part.slice(0, 1) + lower.slice(1);
  });
}
