import type { getTranslations } from "next-intl/server";
import type { Filter } from "@/components/filters";
import { type CustomFilter, customQuery, hasRange } from "@/lib/custom-fields/filter";
import { type CustomField, hasOptions, wordsOf } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";

type Words = Awaited<ReturnType<typeof getTranslations<"custom">>>;
type Given = { filters: readonly CustomFilter[]; fields: readonly CustomField[]; reader: CustomReader; t: Words };

const isChosen = ({ kind }: Pick<CustomField, "kind">) => hasOptions(kind) || kind === "yesNo";

/** The controls of the fields that stand in the list; a last one finds customers where a field is empty. */
export function customControls({ filters, fields, reader, t }: Given): Filter[] {
  const listed = fields.filter(({ onList }) => onList);
  const nameOf = (field: CustomField) => wordsOf(field.names, reader.locale);
  const all = { value: "", label: t("any") };
  const controls = listed.flatMap((field): Filter[] => {
    const set = filters.find(({ id }) => id === field.id);
    const name = `f.${field.id}`;
    const label = nameOf(field);
    if (isChosen(field)) {
      return [{ name, label, value: set?.is ?? "", options: [all, ...choicesIn(field, { reader, t })] }];
    }
    if (!hasRange(field.kind)) return [{ name, label, value: set?.is === "none" ? "" : (set?.is ?? "") }];
    const isDate = field.kind === "date";
    const shown = (bound: string | null = null) => (isDate ? (bound ?? "") : reader.format.typed(bound));
    return [
      { name: `${name}.from`, label: t("from", { field: label }), value: shown(set?.from), isDate },
      { name: `${name}.to`, label: t("to", { field: label }), value: shown(set?.to), isDate },
    ];
  });
  const typed = listed.filter((field) => !isChosen(field));
  if (typed.length === 0) return controls;
  const options = [all, ...typed.map((field) => ({ value: String(field.id), label: nameOf(field) }))];
  const value = String(emptyIn(filters, fields)?.id ?? "");
  return [...controls, { name: "f.none", label: t("noneOf"), value, options }];
}

function choicesIn({ kind, options }: CustomField, { reader, t }: Pick<Given, "reader" | "t">) {
  const named =
    kind === "yesNo"
      ? [
          { value: "yes", label: reader.yes },
          { value: "no", label: reader.no },
        ]
      : options.map(({ id, names }) => ({ value: String(id), label: wordsOf(names, reader.locale) }));
  return [...named, { value: "none", label: t("none") }];
}

/** The filter that the control for empty fields shows. */
const emptyIn = (filters: readonly CustomFilter[], fields: readonly CustomField[]) =>
  filters.find((filter) => filter.is === "none" && !isChosen(filter) && isListed(filter, fields));

const isListed = ({ id }: CustomFilter, fields: readonly CustomField[]) =>
  fields.some((field) => field.id === id && field.onList);

/** What the address says besides and a new search keeps: filters that no control shows. */
export function customKept(filters: readonly CustomFilter[], fields: readonly CustomField[]): [string, string][] {
  const shown = emptyIn(filters, fields);
  const kept = filters.filter(
    (filter) => filter !== shown && (!isListed(filter, fields) || (filter.is === "none" && !isChosen(filter))),
  );
  return Object.entries(customQuery(kept)).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
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

function soughtWords({ is, from, to }: CustomFilter, field: CustomField, { reader, t }: Pick<Given, "reader" | "t">) {
  if (is === "none") return t("none");
  if (is !== null && !isChosen(field)) return is;
  const word = (value: unknown) => customWords(field, value, reader).join(", ");
  if (is !== null) return word(field.kind === "yesNo" ? is === "yes" : Number(is));
  if (from !== null && to !== null) return `${word(from)}–${word(to)}`;
  return from === null ? `≤ ${word(to)}` : `≥ ${word(from)}`;
}
