import { type CustomField, checkCustom, customName, hasOptions } from "@/lib/custom-fields/rules";
import { type Checked, refuse } from "@/lib/errors";
import { fold } from "@/lib/text";
import type { Cells } from "./cells";

/** What a form would post, by the folded words a file has for it; a word that means two things means none. */
export type Words = ReadonlyMap<string, string>;

/** With the words that Excel has for a ticked cell. */
const yesAndNo = {
  yes: "yes, kyllä, ja, y, k, j, x, 1, true, tosi, sant, waar",
  no: "no, ei, nej, nee, n, e, 0, false, epätosi, falskt, onwaar",
};

/** The words of a field's values: its options by name in any language, yes and no. */
export function wordsIn({ kind, options }: CustomField): Words {
  if (kind === "yesNo") {
    const words = Object.entries(yesAndNo);
    return new Map(words.flatMap(([answer, said]) => said.split(", ").map((word) => [fold(word), answer] as const)));
  }
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, names, disabledAt } of options) {
    for (const name of new Set(Object.values(names).map(keyOf))) {
      if (disabledAt) continue;
      if (found.has(name)) twice.add(name);
      found.set(name, String(id));
    }
  }
  return new Map([...found].filter(([name]) => !twice.has(name)));
}

const keyOf = (name: string) => fold(name.replace(/\s+/g, " ").trim());

/** The custom values of a row. A field without a column begins as in a new customer. */
export function readCustom(
  cells: Cells,
  fields: readonly { field: CustomField; words: Words }[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { field, words } of fields) {
    const name = customName(field.id);
    const start = cells.has(name) ? null : field.startValue;
    const value = cells.read(name, (raw) => judged(field, words, raw)) ?? start;
    if (value !== null) values[field.id] = value;
    else if (field.isRequired && !cells.raw(name)) cells.refuse(name, { key: "required" });
  }
  return values;
}

function judged(field: CustomField, words: Words, raw: string): Checked<unknown> {
  if (!hasOptions(field.kind) && field.kind !== "yesNo") return checkCustom(field, raw, null);
  const known = (parts: string[]) => {
    const found = parts.filter((part) => part.trim()).map((part) => words.get(keyOf(part)));
    return found.every((word) => word !== undefined) ? checkCustom(field, found, null) : undefined;
  };
  // A name may have a comma in it, which exports leave alone.
  const several = field.kind === "multiChoice" ? (known(raw.split(/[;|]/)) ?? known(raw.split(/[,;|]/))) : undefined;
  return several ?? known([raw]) ?? refuse("unknownValue");
}
