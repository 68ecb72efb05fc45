import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import type { Command } from "@/lib/access/gate";
import en from "@/messages/en.json";
import { type Cast, cast, signedIn } from "./cast";
import { anything, oddText, plausible, unsound } from "./hostile-values";

// Every command and every filter is given what nobody would type. What comes back is done or a sentence; what stays is sound.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const runs = isLong ? 1000 : 6;
const limits = { timeout: 1_800_000 };

type Known = { fields: Record<string, readonly unknown[]>; on: PgTable | undefined };
type Input = { _zod?: { def: Record<string, unknown> }; shape?: Record<string, Input> };
const { known } = vi.hoisted(() => ({ known: new Map<unknown, unknown>() }));

/** What a command takes stays inside it: here it is written down as the command is declared. */
vi.mock("@/lib/access/gate", async (original) => {
  const gate = await original<typeof import("@/lib/access/gate")>();
  const command = (spec: Parameters<typeof gate.command>[0]) => {
    const door = gate.command(spec);
    known.set(door, { fields: fieldsOf(spec.input as unknown as Input), on: spec.on });
    return door;
  };
  return { ...gate, command };
});

function fieldsOf(input: Input): Known["fields"] {
  const shape = input.shape ?? {};
  const own = Object.entries(shape).map(([name, type]) => [name, wordsOf(type)] as const);
  const inner = ["in", "out", "innerType", "left", "right"].map((part) => input._zod?.def[part] as Input | undefined);
  return Object.assign(Object.fromEntries(own), ...inner.map((one) => (one ? fieldsOf(one) : {})));
}

/** The words of a choice, wherever it is wrapped. */
function wordsOf(type: Input): unknown[] {
  const def = type._zod?.def ?? {};
  const inside = ["in", "out", "innerType", "element"].flatMap((part) =>
    def[part] ? wordsOf(def[part] as Input) : [],
  );
  const options = Array.isArray(def.options) ? def.options.flatMap(wordsOf) : [];
  return [...Object.values(def.entries ?? {}), ...inside, ...options];
}

const modules = import.meta.glob<Record<string, Command<unknown>>>("../lib/*/commands.ts", { eager: true });
/** What takes away comes last, so that the others find rows. */
const last = /delete|remove|erase|merge|deactivate|discard|forget/i;
const commands = Object.entries(modules)
  .flatMap(([file, doors]) => Object.entries(doors).map(([name, door]) => ({ name: `${file.slice(7)} ${name}`, door })))
  .filter(({ door }) => known.has(door))
  .sort((a, b) => Number(last.test(a.name)) - Number(last.test(b.name)));

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const words = createTranslator({
  locale: "en",
  messages: en,
  onError: (error) => {
    throw error;
  },
});
const tally = { ok: 0, refused: 0, absent: 0 };

describe("every command", () => {
  test("is found, with what it takes", () => {
    expect(commands.length).toBeGreaterThan(140);
    expect(commands.filter(({ door }) => Object.keys((known.get(door) as Known).fields).length).length).toBeGreaterThan(
      80,
    );
  });

  test.each(commands)("does it or says why not: $name", limits, async ({ door }) => {
    const { fields, on } = known.get(door) as Known;
    const maija = await signedIn(we.world.people.maija);
    const rows = on ? await idsOf(on) : [];
    await fc.assert(
      fc.asyncProperty(valuesFor(fields, rows), async (values) => {
        const outcome = await door(maija, values).catch((error: Error) => {
          if (error.message.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return null;
          throw error;
        });
        tally[!outcome ? "absent" : outcome.ok ? "ok" : "refused"] += 1;
        if (!outcome || outcome.ok) return;
        for (const { key, params } of Object.values(outcome.problems)) words(`error.${key}`, params as never);
        for (const { key, params } of outcome.doubts ?? []) words(`doubt.${key}`, params as never);
      }),
      { numRuns: runs, seed: isLong ? undefined : 8, endOnFailure: true },
    );
  });

  test("came through to the work and was refused, both often; nothing has learnt a property from a stranger", () => {
    console.log(JSON.stringify(tally));
    expect(tally.ok).toBeGreaterThan(commands.length / 2);
    expect(tally.refused).toBeGreaterThan(commands.length);
    expect("isAdmin" in {}).toBe(false);
  });
});

/** A few fields strange, the others as a form would send them; mostly of a row that is there. */
function valuesFor(fields: Known["fields"], rows: readonly number[]): fc.Arbitrary<Record<string, unknown>> {
  const id = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...rows, 1) }, { weight: 1, arbitrary: anything });
  const good = fc.record(Object.fromEntries(Object.entries(fields).map(([name, own]) => [name, plausible(own)])), {
    requiredKeys: [],
  });
  const names = Object.keys(fields);
  const odd = names.length
    ? fc.dictionary(fc.constantFrom(...names), fc.oneof(anything, unsound), { maxKeys: 2 })
    : fc.constant({});
  const protocol = fc.record(
    { version: anything, formKey: anything, confirmed: anything, "keep.name": anything },
    { requiredKeys: [] },
  );
  const unknown = fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(oddText, anything, { maxKeys: 3 }) },
  );
  return fc
    .tuple(id, good, odd, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, protocol), unknown)
    .map(([one, ...parts]) => Object.assign({ id: one }, ...parts));
}

async function idsOf(table: PgTable): Promise<number[]> {
  if (!("id" in getTableColumns(table))) return [];
  const { rows } = await db.execute<{ id: number }>(sql`select id from ${table} order by id limit 20`);
  return rows.map(({ id }) => Number(id));
}

describe("what is kept", () => {
  const tables = Object.values<unknown>(schema).filter((table): table is PgTable => is(table, PgTable));

  test.each(tables.map((table) => ({ name: getTableName(table), table })))(
    "in $name is text as it should be",
    async ({ table }) => {
      const { rows } = await db.execute<Record<string, unknown>>(sql`select * from ${table}`);
      const wrong = rows.flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          textsIn(value)
            .filter((text) => !isSound(text))
            .map((text) => `${column}: ${JSON.stringify(text.slice(0, 60))}`),
        ),
      );
      expect([...new Set(wrong)]).toEqual([]);
    },
  );
});

const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : value instanceof Date || value instanceof Uint8Array || value === null || typeof value !== "object"
      ? []
      : Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);

/** The longest that any field takes is the text of an import; an address kept for later is shorter. */
const longest = 40_000;
const isSound = (text: string): boolean =>
  text.length <= longest &&
  text.isWellFormed() &&
  text === text.normalize("NFC") &&
  !/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u.test(text);

type Filter = (params: Record<string, string | string[] | undefined>, ...more: unknown[]) => unknown;
const filterModules = import.meta.glob<Record<string, Filter>>("../lib/*/filter.ts", { eager: true });
const filters = Object.entries(filterModules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter(([name, filter]) => /^(?!is|saved|first)\w+Filters?$/.test(name) && typeof filter === "function")
    .map(([name, filter]) => ({ name: `${file.slice(7)} ${name}`, filter })),
);
/** Words that some filter looks for; the others it never reads. */
const asked = [
  ..."q tab view sort direction company group type types owner responsible team country companyGroup special".split(
    " ",
  ),
  ..."segment tag tags role losing unit columns industry headOffice open page after show shown year from to by".split(
    " ",
  ),
  ..."status visibility assignee customer project person kind panel state register field mine before actor".split(" "),
];

describe("every filter", () => {
  test("is found", () => {
    expect(filters.length).toBeGreaterThan(20);
  });

  test.each(filters)("reads any address: $name", limits, ({ name, filter }) => {
    const more = name.startsWith("financials") ? [we.maija] : name.startsWith("custom-fields") ? [[]] : [];
    const value = fc.oneof(oddText, plausible([]).map(String), fc.array(oddText, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...asked), value), (params) => {
        expect(filter(params, ...more)).toBeDefined();
      }),
      { numRuns: runs * 10, seed: isLong ? undefined : 8 },
    );
  });
});
