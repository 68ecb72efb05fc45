import type { kinds } from "@/lib/customers/fields";
import { intlTag, locales } from "@/lib/locale/choice";
import { fold } from "@/lib/text";

type Kind = (typeof kinds)[number];

/** What lists call the kinds of customers. */
const kindWords: Record<Kind, string> = {
  organisation: `
    organisation, organization, company, business, yritys tai yhteisö, yritys, yhteisö, yhtiö, företag eller organisation,
    företag, bolag, organisatie, zakelijk, bedrijf, b2b`,
  person: `
    private individual, private person, person, individual, private, consumer, yksityishenkilö, henkilö, kuluttaja,
    yksityinen, privatperson, privat, konsument, particulier, privépersoon, consument, b2c`,
  internal: "internal, sisäinen, intern",
};

const kindsByWord = new Map(
  Object.entries(kindWords).flatMap(([kind, words]) =>
    words.split(",").map((word) => [fold(word.trim()), kind as Kind]),
  ),
);

export const kindFrom = (raw: string): Kind | null => kindsByWord.get(fold(raw)) ?? null;

/** By code, with or without a region, and by name in each of the four languages. */
const languages = new Map(
  locales.flatMap((code) => [
    [code as string, code] as const,
    ...locales.map((reader) => {
      const name = new Intl.DisplayNames(intlTag(reader), { type: "language" }).of(code) ?? code;
      return [fold(name), code] as const;
    }),
  ]),
);

/** The language of a customer, given by code ("fi", "sv-FI") or by name. */
export function languageFrom(raw: string) {
  const word = fold(raw);
  return languages.get(word.replace(/^([a-z]{2})[-_][a-z]{2}$/, "$1")) ?? null;
}
