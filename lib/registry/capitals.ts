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

const mannerOf = (country: string): Manner | undefined => manners[{ AX: "FI", SJ: "NO" }[country] ?? country];

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
  const small = manner.small.split(" ");
  return words
    .map((word, place) => {
      const lower = word.toLocaleLowerCase(manner.locale);
      if (forms[place]) return forms[place];
      return place > 0 && small.includes(lower) ? lower : capitalised(word, manner.locale);
    })
    .join(" ");
}

/** Whether no letter is small: such a writing says nothing about how the business writes itself. */
export const isCapital = (text: string): boolean => text === text.toUpperCase();

/** A town as people write it. Finnish ones of several words, or with digits, are postcodes of a single business. */
export function tidiedTown(town: string, country: string): string {
  const manner = mannerOf(country);
  const isOwn = /\d/.test(town) || (manner?.locale === "fi" && town.includes(" "));
  if (!manner || isOwn || !isCapital(town)) return town;
  const small = manner.small.split(" ");
  const words = town.split(" ").map((word, place) => {
    const lower = word.toLocaleLowerCase(manner.locale);
    return place > 0 && small.includes(lower) ? lower : inTitleCase(word, manner.locale);
  });
  return words.join(" ");
}

const formOf = ({ forms }: Manner, word: string, isPlace: boolean): string | undefined =>
  isPlace ? forms.split(" ").find((form) => form.toUpperCase() === word.toUpperCase()) : undefined;

/** Finnish forms stand anywhere ("Asunto Oy Kuusi"); Norwegian ones, which may be words too, first or at the end. */
function isFormPlace(manner: Manner, words: readonly string[], place: number): boolean {
  if (manner.locale === "fi" || place === words.length - 1) return true;
  if (place === 0) return /^A\/?S$/i.test(words[0] ?? "");
  return words.slice(place + 1).every((word) => formOf(manner, word, true));
}

const isKept = (word: string) => /\d/.test(word) || /^[IVX]{2,}$/.test(word) || !/[AEIOUYÅÄÖÆØÜÉ]/i.test(word);

const capitalised = (word: string, locale: string) => (isKept(word) ? word : inTitleCase(word, locale));

/** A capital for each part, except after an apostrophe or a full stop that follows more than an initial: "Nell's", "bygg.no". */
function inTitleCase(word: string, locale: string): string {
  return word.replace(/[\p{L}\p{M}]+/gu, (part, place: number) => {
    const [, before = ""] = /([\p{L}\p{M}]+)['’.]$/u.exec(word.slice(0, place)) ?? [];
    const lower = part.toLocaleLowerCase(locale);
    return before.length > 1 ? lower : part.slice(0, 1) + lower.slice(1);
  });
}
