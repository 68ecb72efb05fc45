import { z } from "zod";
import { list, part, word } from "./shapes";

// YTJ API v3 as its schema says: https://avoindata.prh.fi/opendata-ytj-api/v3/schema?lang=en. Only what we read.

const dated = { registrationDate: word, endDate: word };
const described = list(z.object({ languageCode: word, description: word }));

const address = z.object({
  type: word,
  street: word,
  buildingNumber: word,
  entrance: word,
  apartmentNumber: word,
  apartmentIdSuffix: word,
  postOfficeBox: word,
  co: word,
  postCode: word,
  postOffices: list(z.object({ city: word, languageCode: word })),
  country: word,
  freeAddressLine: word,
  ...dated,
});

export const companyShape = z.object({
  businessId: z.object({ value: z.string() }),
  names: list(z.object({ name: word, type: word, version: word, ...dated })),
  mainBusinessLine: part({ type: word, typeCodeSet: word }),
  website: part({ url: word }),
  companyForms: list(z.object({ type: word, descriptions: described, version: word, ...dated })),
  companySituations: list(z.object({ type: word, ...dated })),
  registeredEntries: list(z.object({ register: word, ...dated })),
  addresses: list(address),
  tradeRegisterStatus: word,
  endDate: word,
});

/** The companies stay as they came: in a search one that cannot be read does not spoil the others. */
export const companiesShape = z.object({
  totalResults: z.int().min(0).nullish(),
  companies: z.array(z.unknown()),
});

export type Company = z.output<typeof companyShape>;
export type PrhAddress = z.output<typeof address>;
export type Dated = { registrationDate: string | null; endDate: string | null; version?: string | null };

/** The writings of legal forms by their number in the code list YRMU; others are written as the register says. */
export const formWritings = new Map(
  Object.entries({
    "2": { fi: "As Oy", sv: "Bostads Ab" },
    "5": { fi: "Ay", sv: "Öppet bolag" },
    "6": { fi: "ry", sv: "rf" },
    "13": { fi: "Ky", sv: "Kb" },
    "14": { fi: "Osk", sv: "Anl" },
    "16": { fi: "Oy", sv: "Ab" },
    "17": { fi: "Oyj", sv: "Abp" },
    "18": { fi: "sr", sv: "sr" },
    "80": { fi: "SE", sv: "SE" },
    "83": { fi: "SCE", sv: "SCE" },
  }),
);

/** KIELI: the languages of descriptions and towns. */
export const languages = new Map([
  ["1", "fi"],
  ["2", "sv"],
  ["3", "en"],
] as const) as ReadonlyMap<string, "fi" | "sv" | "en">;
