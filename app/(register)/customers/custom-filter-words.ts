import type { getTranslations } from "next-intl/server";
import type { SeveralFilter } from "@/components/filters";
import { type CustomFilter, customQuery, isChosen, waysOf } from "@/lib/custom-fields/filter";
import { type CustomField, isRange, wordsOf } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";
import { namesSought } from "./filter-words";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;
type Given = { filters: readonly CustomFilter[]; fields: readonly CustomField[]; reader: CustomReader; t: Words };

/** The controls of the fields that stand in the list: how each is compared, and with what. */
export const customControls = (given: Given): SeveralFilter[] =>
  given.fields.filter(({ onList }) => onList).map((field) => controlOf(field, given));

function controlOf(field: CustomField, { filters, reader, t }: Given): SeveralFilter {
  const { id, kind, names } = field;
  const set = filters.find((filter) => filter.id === id);
  const ways = waysOf(kind);
  const [usual] = ways;
  const name = `f.${id}`;
  const label = wordsOf(names, reader.locale);
  return {
    name,
    label,
    way: {
      name: `${name}.way`,
      label: t("custom.way", { field: label }),
      value: set && set.way !== usual ? set.way : "",
      options: ways.map((way) => ({
        value: way === usual ? "" : way,
        label: t(`custom.ways.${way}`),
      })),
    },
    summary: set ? soughtWords(set, field, { reader, t }) : t("custom.any"),
    values: set?.words ?? [],
    options: isChosen(kind) ? choicesIn(field, reader) : [],
    inputs: inputsOf(field, set, { reader, t }),
  };
}

function inputsOf(field: CustomField, set: CustomFilter | undefined, { reader, t }: Pick<Given, "reader" | "t">) {
  const { id, kind, names } = field;
  if (isChosen(kind)) return [];
  if (!isRange(kind)) return [{ name: `f.${id}`, label: t("custom.sought"), value: set?.words[0] ?? "" }];
  const label = wordsOf(names, reader.locale);
  const isDate = kind === "date";
  const shown = (bound: string | null = null) => (isDate ? (bound ?? "") : reader.format.typed(bound));
  return [
    { name: `f.${id}.from`, label: t("custom.from", { field: label }), value: shown(set?.from), isDate },
    { name: `f.${id}.to`, label: t("custom.to", { field: label }), value: shown(set?.to), isDate },
  ];
}

const choicesIn = ({ kind, options }: CustomField, reader: CustomReader) =>
  kind === "yesNo"
    ? [
        { value: "yes", label: reader.yes },
        { value: "no", label: reader.no },
      ]
    : options.map(({ id, names }) => ({ value: String(id), label: wordsOf(names, reader.locale) }));

/** What the address says besides and a new search keeps: filters that no control shows. */
export function customKept(filters: readonly CustomFilter[], fields: readonly CustomField[]): [string, string][] {
  const isShown = ({ id }: CustomFilter) => fields.some((field) => field.id === id && field.onList);
  const kept = customQuery(filters.filter((filter) => !isShown(filter)));
  return Object.entries(kept).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

/** The custom filters that are set, in words; `without` is what stays when one is taken away. */
export function customLines({ filters, fields, reader, t }: Given) {
  return filters.flatMap((filter) => {
    const field = fields.find(({ id }) => id === filter.id);
    if (!field) return [];
    const without = filters.filter((other) => other !== filter);
    return [{ label: wordsOf(field.names, reader.locale), value: soughtWords(filter, field, { reader, t }), without }];
  });
}

function soughtWords(filter: CustomFilter, field: CustomField, { reader, t }: Pick<Given, "reader" | "t">): string {
  const { way, words, from, to } = filter;
  const chosen = choicesIn(field, reader)
    .filter(({ value }) => words.includes(value))
    .map(({ label }) => label);
  const word = (value: unknown) => customWords(field, value, reader).join(", ");
  switch (way) {
    case "empty":
    case "filled":
      return t(`custom.ways.${way}`);
    case "any":
    case "none":
      return namesSought(way, chosen, reader.locale, t);
    case "is":
      return `= ${words[0]}`;
    case "contains":
      return words[0] ?? "";
    default:
      if (from !== null && to !== null) return from === to ? `= ${word(from)}` : `${word(from)} – ${word(to)}`;
      return from === null ? `≤ ${word(to)}` : `≥ ${word(from)}`;
  }
}
