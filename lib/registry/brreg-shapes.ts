import { z } from "zod";
import { list, part, word, yesOrNo } from "./shapes";

// Enhetsregisteret, version 2 of an entity, as its documentation says: https://data.brreg.no/enhetsregisteret/api/docs.

const address = part({
  adresse: list(word),
  postnummer: word,
  poststed: word,
  landkode: word,
  land: word,
});

/** What may say since when a business is being wound up by force; each has its own reason. */
const forcedOn = {
  tvangsavvikletPgaManglendeSlettingDato: word,
  tvangsopplostPgaManglendeDagligLederDato: word,
  tvangsopplostPgaManglendeRevisorDato: word,
  tvangsopplostPgaManglendeRegnskapDato: word,
  tvangsopplostPgaMangelfulltStyreDato: word,
};

export const forcedDays = Object.keys(forcedOn) as (keyof typeof forcedOn)[];

/** An enhet, an underenhet (`beliggenhetsadresse`, `nedleggelsesdato`), or what is left of a deleted one. */
export const entityShape = z.object({
  organisasjonsnummer: z.union([z.string(), z.number().transform(String)]),
  navn: word,
  organisasjonsform: part({ kode: word }),
  historiskeNavn: list(z.object({ navn: word, tilDato: word })),
  hjemmeside: word,
  epostadresse: word,
  telefon: word,
  mobil: word,
  forretningsadresse: address,
  beliggenhetsadresse: address,
  postadresse: address,
  naeringskode1: part({ kode: word }),
  antallAnsatte: z.preprocess((value) => (value === "" ? null : value), z.number().nullish()),
  harRegistrertAntallAnsatte: yesOrNo,
  registrertIMvaregisteret: yesOrNo,
  slettedato: word,
  nedleggelsesdato: word,
  konkurs: yesOrNo,
  konkursdato: word,
  underAvvikling: yesOrNo,
  underAvviklingDato: word,
  underTvangsavviklingEllerTvangsopplosning: yesOrNo,
  ...forcedOn,
  respons_klasse: word,
});

/** What a removed business leaves (410), where it leaves anything. */
export const removedShape = z.object({ organisasjonsnummer: word, slettedato: word });

/** Without hits there is no `_embedded`; the entities stay as they came, so that an odd one does not spoil the others. */
export const pageShape = z.object({
  _embedded: part({ enheter: list(z.unknown()), underenheter: list(z.unknown()) }),
  page: z.object({ totalElements: z.int().min(0) }),
});

export type Entity = z.output<typeof entityShape>;
export type BrregAddress = NonNullable<Entity["forretningsadresse"]>;
