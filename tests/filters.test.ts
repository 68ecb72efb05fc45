import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { contactFilter, filterQuery as contactQuery, savedFilter } from "@/lib/contact-register/filter";
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
import { oddText } from "./hostile-values";

// An address that a filter has written leads to the same filter again, whatever somebody wrote there first.

const numRuns = process.env.KUMPPANI_TEST_SIZE === "long" ? 5_000 : 150;

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

type Words = Parameters<typeof withQuery>[1];
type Pair = { read: (params: Params) => unknown; write: (filter: never) => Words };
const pairs: Record<string, Pair> = {
  activities: { read: activityFilter, write: activityQuery },
  contacts: { read: contactFilter, write: contactQuery },
  customers: { read: (params) => customerFilter(params), write: customerQuery },
  "customers where lists begin with sub-units": {
    read: (params) => customerFilter(params, [], "sub"),
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
    read: (params) => reportOf(params, { viewer: we.maija, fields: [] }),
    write: (report) => (report ? reportQuery(report) : {}),
  },
};
/** Where one stands in the list is no part of what it holds. */
const places = ["page", "after", "before", "show", "at", "columnsPage"];

const names =
  `q tab view sort direction company group type types owner responsible team country companyGroup special specials segment
  segments tag tags role roles losing unit under units columns industry headOffice open from to by across about stage day
  grouping line column order down status visibility assignee customer project person kind state register field mine actor
  action category seller language title list keyword archived changed added billed pipeline business lanes rows allDone
  figures month year`.split(/\s+/);
const words =
  `all active prospects archived deleted yes no none any own other mine open closed done grouped flat tree name number owner
  updated customer desc asc month lastMonth year result main sub missing board list grid person project differences ceased
  prh F FI fi contacts table group type stage 1 2 17 1,2,3 2026-03-01 2026-03 custom.1 group.1 special.2 currency sales`.split(
    /\s+/,
  );
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: oddText },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 3 }) },
);
const params = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 });

/** What stands behind the question mark, as Next hands it over. */
function paramsIn(address: string): Params {
  const search = new URLSearchParams(address.split("?")[1]);
  const entry = (name: string) => [name, search.getAll(name).length > 1 ? search.getAll(name) : search.get(name)];
  return Object.fromEntries([...new Set(search.keys())].map(entry));
}

const held = (filter: unknown) =>
  filter && Object.fromEntries(Object.entries(filter).filter(([name]) => !places.includes(name)));
const settings = { numRuns, seed: numRuns > 1000 ? undefined : 8 };

describe.each(Object.entries(pairs))("the filter of %s", (_, { read, write }) => {
  test("is the same after it has been an address", () => {
    fc.assert(
      fc.property(params, (asked) => {
        const filter = read(asked);
        const address = withQuery("/x", write(filter as never));
        const again = read(paramsIn(address));
        expect(held(again)).toEqual(held(filter));
        expect(withQuery("/x", write(again as never))).toBe(address);
      }),
      settings,
    );
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

test("what is kept for later is the same filter when it comes back", () => {
  fc.assert(
    fc.property(params, (asked) => {
      const contacts = contactFilter(asked);
      expect(savedFilter(contactFilter(savedFilter(contacts)))).toEqual(savedFilter(contacts));
      const reader = { viewer: we.maija, fields: [] };
      const report = reportOf(asked, reader);
      const back = report && reportOf(savedQuery(report), reader);
      expect(back && savedQuery(back)).toEqual(report && savedQuery(report));
    }),
    settings,
  );
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
