import "server-only";
import { countryName } from "@/lib/countries";
import { type CustomField, hasOptions } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";
import type { ExportWords as Words } from "@/lib/export-note";
import { formatsOf } from "@/lib/format";
import { sectionNameOf } from "@/lib/industries/rules";
import { intlTag } from "@/lib/locale/choice";
import type { BusinessStatus } from "@/lib/registry/rules";
import type { Cell } from "@/lib/spreadsheets/book";
import { customKinds, type FileColumn, type Name } from "./export-columns";

type Say = (cell: unknown) => Cell;
/** @param types names of customer types by their ids */
export type RowWords = Words & { types: Map<number, string>; timeZone: string; fields: readonly CustomField[] };

/** Codes become words in the reader's language; everything else goes out as it is. Cells as `cellsOf` selects them. */
export function inWords(file: FileColumn[], words: RowWords): (cells: unknown[]) => Cell[] {
  const known = wordsFor(words);
  const { t, locale } = words;
  const reader = { locale, format: formatsOf(locale, words.timeZone), yes: t("custom.yes"), no: t("custom.no") };
  const says = file.flatMap((column) => ("field" in column ? [] : ["name" in column ? known[column.name] : undefined]));
  const fields = file.flatMap((column) =>
    "field" in column ? { key: String(column.field.id), say: sayingOwn(column.field, reader) } : [],
  );
  return (cells) => {
    const row: Cell[] = says.map((say, at) => {
      const cell = cells[at];
      return say && cell !== null ? say(cell) : (cell as Cell);
    });
    const custom = (cells[says.length] ?? {}) as Record<string, unknown>;
    for (const { key, say } of fields) row.push(say(custom[key]));
    return row;
  };
}

function wordsFor({ t, locale, types }: RowWords): Partial<Record<Name, Say>> {
  const languages = new Intl.DisplayNames(intlTag(locale), { type: "language" });
  const typeNames = (list: string) =>
    list
      .slice(1, -1)
      .split(",")
      .map((id) => types.get(Number(id)) ?? "");
  const moment: Say = (seconds) => new Date(Number(seconds) * 1000);
  return {
    types: remembering((list) => typeNames(list).join(", ")),
    kind: remembering((kind) => t(kindWords[kind as keyof typeof kindWords])),
    stage: remembering((tab) => t(stageWords[Number(tab)] ?? stageWords[0])),
    businessStatus: remembering((status) => t(`registry.status.${status as BusinessStatus}`)),
    country: remembering((code) => countryName(code, intlTag(locale))),
    industry: remembering((code) => sectionNameOf(code, locale)),
    language: remembering((code) => languages.of(code) ?? code),
    created: moment,
    updated: moment,
  };
}

function sayingOwn(field: CustomField, reader: CustomReader): Say {
  if (customKinds[field.kind]) return (value) => value as Cell;
  const words = (value: unknown) => customWords(field, value, reader).join("; ");
  if (!hasOptions(field.kind)) return words;
  const remembered = remembering((ids) => words(ids.split(",").map(Number)));
  return (value) => (value == null ? "" : remembered(String(value)));
}

const kindWords = {
  organisation: "customer.kindOrganisation",
  person: "customer.kindPerson",
  internal: "customer.kindInternal",
} as const;
const stageWords = [
  "customer.stageActive",
  "customer.stageProspect",
  "customer.stageArchived",
  "customers.deleted",
] as const;

/** The same few codes come in every row. */
function remembering(word: (code: string) => string): (code: unknown) => string {
  const known = new Map<unknown, string>();
  return (code) => {
    const text = known.get(code) ?? word(String(code));
    if (!known.has(code)) known.set(code, text);
    return text;
  };
}
