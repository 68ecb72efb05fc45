import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, customValues } from "@/db/schema/index";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { type CustomKind, hasOptions, isRange } from "@/lib/custom-fields/rules";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { patternsOf } from "@/lib/list-address";
import { fold } from "@/lib/text";
import { type Cast, cast } from "./cast";
import { newField } from "./custom-field";

const kinds = ["text", "longText", "link", "dropdown", "multiChoice", "date", "number", "money", "yesNo"] as const;
type Kind = (typeof kinds)[number];
type Stored = string | number | number[] | boolean;
type Asked = { way: string; word: string; from: string; to: string; picked: number[] };
type Held = { id: number; custom: Record<string, Stored> };

let we: Cast;
let seen: number[] = [];
const fields = {} as Record<Kind, Awaited<ReturnType<typeof newField>>>;

beforeAll(async () => {
  we = await cast();
  for (const kind of kinds) fields[kind] = await newField({ kind }, hasOptions(kind) ? ["Yksi", "Kaksi", "Kolme"] : []);
  seen = (await listCustomers(we.aino, customerFilter({ view: "flat" }), "fi")).rows.map(({ id }) => id);
  expect(seen.length).toBeGreaterThan(5);
});

const words = fc.constantFrom("Äijö", "aijo", "ÖLJY 7", "ß", "1%", "a_b", "Hämeentien", "tie", "x".repeat(450));
const texts = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const amounts = fc.integer({ min: -30_000, max: 30_000 }).map((cents) => (cents / 100).toFixed(2));
const days = fc
  .integer({ min: 0, max: 60 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const places = fc.subarray([0, 1, 2], { minLength: 1 });

function valuesOf(kind: Kind): fc.Arbitrary<Stored> {
  const options = fields[kind].options;
  switch (kind) {
    case "text":
      return texts.map((text) => text.slice(0, 500));
    case "link":
      return words.map((word) => `https://firma.example/${encodeURIComponent(word)}`);
    case "dropdown":
      return fc.constantFrom(...options);
    case "multiChoice":
      return places.map((chosen) => chosen.map((place) => options[place] ?? 0));
    case "date":
      return days;
    case "yesNo":
      return fc.boolean();
    default:
      return isRange(kind) ? amounts : texts;
  }
}

const valueSets = () =>
  fc.record(Object.fromEntries(kinds.map((kind) => [fields[kind].id, valuesOf(kind)])), { requiredKeys: [] });

const asked = (kind: Kind): fc.Arbitrary<Asked> =>
  fc.record({
    way: fc.constantFrom("", "contains", "is", "any", "none", "between", "empty", "filled", "nonsense"),
    word: words.map((word) => word.slice(0, 100)),
    from: fc.option(kind === "date" ? days : amounts, { nil: "" }),
    to: fc.option(kind === "date" ? days : amounts, { nil: "" }),
    picked: fc.subarray([0, 1, 2]),
  });

/** As a person would answer, looking at each value. */
function fits(kind: CustomKind, value: Stored | undefined, { way, word, from, to, picked }: Asked): boolean {
  if (way === "empty") return value === undefined;
  if (way === "filled") return value !== undefined;
  if (isRange(kind)) {
    if (from === "" && to === "") return true;
    const sized = (bound: string) => (kind === "date" ? Date.parse(bound) : Number(bound));
    const size = sized(String(value));
    return value !== undefined && (from === "" || size >= sized(from)) && (to === "" || size <= sized(to));
  }
  if (hasOptions(kind) || kind === "yesNo") {
    if (picked.length === 0) return true;
    const options = kind === "yesNo" ? [true, false, true] : fields[kind as Kind].options;
    const isAny = picked.some((place) => [value].flat().includes(options[place] as never));
    return way === "none" ? !isAny : isAny;
  }
  if (value === undefined) return false;
  const text = fold(String(value));
  if (way === "is") return text === fold(word);
  return patternsOf(word).every((pattern) => {
    const sought = pattern.slice(1, -1).replace(/\\(.)/g, "$1");
    return ` ${text}`.includes(sought);
  });
}

const addressOf = (kind: Kind, { way, word, from, to, picked }: Asked) => {
  const { id, options } = fields[kind];
  const choices = kind === "yesNo" ? ["yes", "no", "yes"] : options.map(String);
  return {
    [`f.${id}.way`]: way,
    [`f.${id}.from`]: from,
    [`f.${id}.to`]: to,
    [`f.${id}`]: hasOptions(kind) || kind === "yesNo" ? picked.map((place) => choices[place] ?? "") : word,
  };
};

const write = (held: Held[]) =>
  db.execute(sql`
    update ${customers} c set custom = held.custom
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) held(id bigint, custom jsonb) where c.id = held.id`);

async function found(params: Record<string, string | string[]>) {
  const filter = customerFilter({ view: "flat", ...params }, await listCustomFields(we.maija));
  return (await listCustomers(we.aino, filter, "fi")).rows.map(({ id }) => id).toSorted();
}

describe.each(kinds)("a filter by %s", (kind) => {
  test("finds what a person would find, however it is asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(valueSets(), { minLength: seen.length, maxLength: seen.length }),
        fc.array(asked(kind), { minLength: 12, maxLength: 12 }),
        async (customs, questions) => {
          const held = seen.map((id, at) => ({ id, custom: customs[at] as Held["custom"] }));
          await write(held);
          for (const question of questions) {
            const expected = held.filter(({ custom }) => fits(kind, custom[fields[kind].id], question));
            expect(await found(addressOf(kind, question))).toEqual(expected.map(({ id }) => id).toSorted());
          }
        },
      ),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

test("what customers are found by is kept with every write, and goes with them", async () => {
  const { id } = fields.text;
  const kept = () => db.select().from(customValues).where(eq(customValues.fieldId, id));
  await write(seen.map((customer) => ({ id: customer, custom: {} })));
  expect(await kept()).toEqual([]);
  const [first = 0] = seen;
  await write([{ id: first, custom: { [id]: "Äijö" } }]);
  expect(await kept()).toEqual([{ fieldId: id, customerId: first, value: " aijo" }]);
  await write([{ id: first, custom: { [id]: "Toinen" } }]);
  expect(await kept()).toEqual([{ fieldId: id, customerId: first, value: " toinen" }]);
});
