import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { contactFilter, filterQuery as contactQuery, savedFilter } from "@/lib/contact-register/filter";
import { listCustomFields } from "@/lib/custom-fields/queries";
import type { CustomField } from "@/lib/custom-fields/rules";
import { customerFilter, filterQuery as customerQuery } from "@/lib/customers/filter";
import { decodeCursor, encodeCursor, type Params } from "@/lib/list-address";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { withQuery } from "@/lib/paths";
import { taskFilter, taskQuery } from "@/lib/project-tasks/filter";
import { projectFilter, projectQuery } from "@/lib/projects/filter";
import { queueFilter, filterQuery as queueQuery } from "@/lib/registry-queue/filter";
import { reportOf, reportQuery, savedQuery } from "@/lib/reports/filter";
import { personFilter, personQuery } from "@/lib/responsible-persons/filter";
import { salesFilter, salesQuery } from "@/lib/sales/filter";
import { filterQuery as logQuery, securityFilter } from "@/lib/security-log/filter";
import { filterQuery as orderQuery, workOrderFilter } from "@/lib/work-orders/filter";
import { type Cast, cast } from "./cast";
import { newField } from "./custom-field";
import { oddText } from "./hostile-values";

// An address that a filter has written leads to the same filter again, whatever somebody wrote there first.

const numRuns = process.env.KUMPPANI_TEST_SIZE === "long" ? 5_000 : 150;

let we: Cast;
let fields: CustomField[];
beforeAll(async () => {
  we = await cast();
  for (const kind of ["text", "dropdown", "multiChoice", "date", "number", "yesNo"] as const)
    await newField({ kind, onReports: true }, kind === "dropdown" || kind === "multiChoice" ? ["Yksi", "Kaksi"] : []);
  fields = await listCustomFields(we.maija);
});
type Words = Parameters<typeof withQuery>[1];
type Pair = {
  read: (params: Params) => unknown;
  write: (filter: never) => Words;
  /** What an address has to say before anything else is heard. */
  with?: Params;
  /** Names that it reads only to leave them out. */
  drops?: readonly string[];
};
const pairs: Record<string, Pair> = {
  activities: { read: activityFilter, write: activityQuery },
  contacts: { read: contactFilter, write: contactQuery },
  customers: { read: (params) => customerFilter(params, fields), write: customerQuery },
  "customers where lists begin with sub-units": {
    read: (params) => customerFilter(params, fields, "sub"),
    write: customerQuery,
  },
  matrix: { read: matrixFilter, write: matrixQuery },
  notes: { read: noteFilter, write: noteQuery },
  "project tasks": { read: taskFilter, write: taskQuery },
  projects: { read: projectFilter, write: projectQuery },
  "registry queue": { read: queueFilter, write: queueQuery },
  "responsible persons": { read: personFilter, write: personQuery },
  sales: { read: salesFilter, write: salesQuery },
  "security log": { read: securityFilter, write: logQuery },
  "work orders": { read: workOrderFilter, write: orderQuery },
  reports: {
    read: (params) => reportOf(params, { viewer: we.maija, fields }),
    write: (report) => (report ? reportQuery(report) : {}),
    with: { by: "group" },
    drops: ["tab", "sort", "direction"],
  },
  "reports on contacts": {
    read: (params) => reportOf(params, { viewer: we.maija, fields }),
    write: (report) => (report ? reportQuery(report) : {}),
    with: { about: "contacts", by: "group" },
    drops: ["list", "sort", "direction"],
  },
};
/** Where one stands in the list is no part of what it holds. */
const places = ["page", "after", "before"];

const names =
  `q tab view sort direction company group type types owner responsible team country companyGroup special specials segment
  segments tag tags role roles losing unit under units columns industry headOffice open from to by across about stage day
  grouping line column order down status visibility assignee customer project person kind state register field mine actor
  action category seller language title list keyword archived changed added billed pipeline business lanes rows allDone
  figures month year`.split(/\s+/);
const words =
  `all active prospects archived deleted yes no none any own other mine open closed done grouped flat tree name number owner
  updated customer desc asc month lastMonth year result main sub missing board list grid person project differences ceased
  past me empty filled is everyone participants team taken company,tags prh F FI fi contacts table group type stage 1 2 17 1,2,3 2026-03-01 2026-03 custom.1 group.1 special.2 currency sales`.split(
    /\s+/,
  );
/** About as long as a search may be, with what is cut badly: pairs, marks, spaces at the end. */
const longText = fc
  .array(fc.constantFrom("a", "b ", " ", "\u00A0", "😀", "e\u0301", "\u212B", "\t", "%"), {
    minLength: 60,
    maxLength: 110,
  })
  .map((pieces) => pieces.join(""));
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: oddText },
  { weight: 1, arbitrary: longText },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 3 }) },
);
const params = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 });

/** Every name that the filter reads in an address that says nothing yet. */
function namesReadBy({ read, with: base = {} }: Pair): string[] {
  const asked = new Set<string>();
  const get = (said: Params, name: string) => {
    asked.add(name);
    return said[name];
  };
  read(new Proxy({ ...base }, { get }));
  return [...asked].filter((name) => !places.includes(name));
}

const known = new Map<Pair, { name: string; taken: string[] }[]>();

/** What this filter hears: each name with the words that change something. */
function heardBy(pair: Pair): { name: string; taken: string[] }[] {
  const before = known.get(pair);
  if (before) return before;
  const { read, with: base = {} } = pair;
  const plain = JSON.stringify(read(base));
  const all = [...names, ...[pair, ...Object.values(pairs)].flatMap(namesReadBy)];
  const heard = [...new Set(all)].flatMap((name) => {
    const taken = words.filter((word) => JSON.stringify(read({ ...base, [name]: word })) !== plain);
    return taken.length ? [{ name, taken }] : [];
  });
  known.set(pair, heard);
  return heard;
}

/** Addresses that say much: names that this filter hears, mostly with words that it takes. */
function saying(pair: Pair): fc.Arbitrary<Params> {
  const one = fc.constantFrom(...heardBy(pair)).chain(({ name, taken }) => {
    const fitting = fc.constantFrom(...taken, "any", "all", "none");
    const names = fc.constantFrom(name, name, name, `${name}s`);
    return fc.tuple(names, fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 2, arbitrary: value }));
  });
  return fc.array(one, { minLength: 1, maxLength: 12 }).map((said) => ({ ...pair.with, ...Object.fromEntries(said) }));
}

/** What stands behind the question mark, as Next hands it over. */
function paramsIn(address: string): Params {
  const search = new URLSearchParams(address.split("?")[1]);
  const entry = (name: string) => [name, search.getAll(name).length > 1 ? search.getAll(name) : search.get(name)];
  return Object.fromEntries([...new Set(search.keys())].map(entry));
}

const held = (filter: unknown) =>
  filter && Object.fromEntries(Object.entries(filter).filter(([name]) => !places.includes(name)));
const settings = { numRuns, seed: numRuns > 1000 ? undefined : 8 };

describe.each(Object.entries(pairs))("the filter of %s", (_, pair) => {
  const { read, write } = pair;

  test("is the same after it has been an address", () => {
    fc.assert(
      fc.property(fc.oneof(params, { weight: 3, arbitrary: saying(pair) }), (asked) => {
        const filter = read(asked);
        const address = withQuery("/x", write(filter as never));
        const again = read(paramsIn(address));
        expect(held(again)).toEqual(held(filter));
        expect(withQuery("/x", write(again as never))).toBe(address);
      }),
      settings,
    );
  });

  test("is told something under every name it reads", () => {
    const heard = heardBy(pair).map(({ name }) => name);
    // "tags" says how "tag" is meant.
    const isHeard = (name: string) => heard.includes(name) || heard.includes(name.replace(/s$/, ""));
    expect(namesReadBy(pair).filter((name) => !isHeard(name) && !pair.drops?.includes(name))).toEqual([]);
  });

  test("hears nothing of words it does not know", () => {
    const strange = fc.dictionary(
      fc.oneof(
        fc.string({ minLength: 1 }).map((name) => `x-${name}`),
        fc.constantFrom("__proto__", "constructor", "Q", "q[]", "toString", "tab.way"),
      ),
      oddText,
    );
    fc.assert(
      fc.property(params, strange, (asked, others) => {
        expect(read({ ...others, ...asked })).toEqual(read(asked));
      }),
      settings,
    );
  });
});

test("a mailing list and a saved report ask for the same again when they come back", () => {
  const reader = { viewer: we.maija, fields };
  const stored = (kept: Record<string, string>): Params => JSON.parse(JSON.stringify(kept));
  fc.assert(
    fc.property(saying({ read: contactFilter, write: contactQuery }), (asked) => {
      const { list: _, sort: _sort, descending: _descending, ...wanted } = contactFilter({ ...asked, list: undefined });
      expect(
        held(contactFilter(stored(savedFilter({ ...wanted, sort: "name", descending: false, list: null })))),
      ).toEqual(held({ ...wanted, sort: "name", descending: false, list: null }));
    }),
    settings,
  );
  for (const base of [{ by: "group" }, { about: "contacts", by: "group" }]) {
    const read = (params: Params) => reportOf(params, reader);
    const reports = saying({ read, write: reportQuery, with: base });
    fc.assert(
      fc.property(reports, (asked) => {
        const report = read(asked);
        expect(held(report && read(stored(savedQuery(report))))).toEqual(held(report));
      }),
      settings,
    );
  }
});

test("the place where a list goes on is text, numbers and days that a database knows, or nothing", () => {
  const shape = z.array(z.unknown());
  expect(decodeCursor(encodeCursor(["Åå \u{1F600} \\u0000", 7, null]), shape)).toEqual([
    "Åå \u{1F600} \\u0000",
    7,
    null,
  ]);
  for (const text of ["\u0000", "a\u0000b", "\uD83D"]) expect(decodeCursor(encodeCursor([text, 7]), shape)).toBeNull();
  fc.assert(
    fc.property(fc.oneof(oddText, fc.base64String()), (text) => {
      decodeCursor(text, shape);
    }),
    settings,
  );
});
