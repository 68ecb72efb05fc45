import fs from "node:fs";
import path from "node:path";
import { getTableColumns } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { settings } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Tables } from "@/lib/access/rows";
import { Viewer } from "@/lib/access/viewer";
import { createCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { type CustomerFilter, customerFilter, wanted } from "@/lib/customers/filter";
import { countTabs, listCustomers } from "@/lib/customers/list";
import { getCustomer, numbering } from "@/lib/customers/queries";
import type { Params } from "@/lib/list-address";
import type { Outcome } from "@/lib/outcome";
import { registerNames } from "@/lib/registers/rules";
import { flipCompanySwitch, flipSwitch, saveNumbering, saveOrganisation } from "@/lib/settings/commands";
import { switches } from "@/lib/settings/fields";
import catalog from "@/messages/fi.json";
import { type Cast, cast, signedIn } from "./cast";

/** Where another file proves what a setting does: the file and the test in it. */
const elsewhere: Record<string, readonly [file: string, title: string]> = {
  currency: [
    "exchange-rates",
    "every sum follows it from the next click on; currencies without a rate are asked about",
  ],
  shareStructure: ["units", "shows all names while the structure is shared, and leads only to what is open"],
  ownersFromAnyCompany: [
    "companies",
    "and others are owned by people of their companies, once owners may not come from any",
  ],
  shareAddresses: ["companies", "share their addresses where the organisation says so, and nothing of who works there"],
  listedUnits: ["units", "is the administrator’s choice, until somebody chooses otherwise or searches"],
  inheritBilling: [
    "unit-changes",
    "come from the nearest unit above once they are inherited, before group and organisation",
  ],
  wonMakesActive: [
    "sales-stage",
    "counts won cases only while the settings say so, for everybody, with what changes told first",
  ],
  requiredContactFields: [
    "contacts",
    "has what the organisation requires; contacts of before are not held up elsewhere",
  ],
  roles: ["features", "contacts, their register, files and settings have none, and all is back with them"],
  "roles of customers and projects": [
    "role-switch",
    "with roles they are everywhere, without them nowhere, for two people, and all is back with them",
  ],
  segments: ["features", "cards, forms, filters and settings have none, for anybody, and all is back with them"],
  purchaseInvoices: [
    "features",
    "mark suppliers on the card, in the list and where customers are chosen, only while in use",
  ],
  multiCompany: ["companies", "knows no companies while they are not told apart"],
  accounting: ["features", "are fields, columns and headings only while the system is in use; the ids stay"],
  hubspot: ["features", "are fields, columns and headings only while the system is in use; the ids stay"],
  prh: [
    "registry-settings",
    "that is off is asked nothing, nothing of it is kept or taken, for everybody, and all is back with it",
  ],
  brreg: [
    "registry-settings",
    "that is off is asked nothing, nothing of it is kept or taken, for everybody, and all is back with it",
  ],
  registryMonthly: [
    "registry-settings",
    "the monthly check takes all that can be compared, once a month, and only while it is on",
  ],
  firstStepsDone: ["first-run", "can be put away for everybody once there are customers, logged"],
  hiddenIndustries: ["industries", "is left out of filters and suggestions, and stays where it is used or asked for"],
  "billing of the organisation": [
    "billing",
    "the customer, else its group, else the organisation; emptied, it is inherited again",
  ],
  "billing of a group": [
    "billing",
    "the customer, else its group, else the organisation; emptied, it is inherited again",
  ],
  "numberStart of a group": [
    "number-series",
    "a group with a start gives its own numbers; a change of group changes none",
  ],
  "sellers of a group": ["sight", "is told of everybody with the reasons"],
  "disabledAt of a company": [
    "companies",
    "out of use keeps what it has and is offered for nothing new; the last one stays",
  ],
  "owner and number of a related company": [
    "related-companies",
    "stands in the list, its columns, filter and order; others see what is so at home",
  ],
  "grants and reach of a profile": [
    "sight",
    "whatever the rights and switches are, the answer is what the person really sees",
  ],
  "profile of a person": ["profiles", "begins as a copy, and what it gives counts at the holder's next click"],
  "company and teams of a person": ["people", "changes, and every change of rights stands in the log"],
  "view as a person": ["view-as", "one sees what the other sees, in one’s own language, and the log names both"],
  ...Object.fromEntries(
    registerNames.map((name) => [
      `register ${name}`,
      ["registers", "an entry is made, renamed, disabled, offered again and deleted, and every step is logged"],
    ]),
  ),
  "register customFields": [
    "custom-fields-everywhere",
    "the rows carry the values; basic sight neither shows nor finds them",
  ],
  "register customerTypes": ["customer-types", "out of use it stays where it is and is offered no more"],
  "register salesStatuses": [
    "sales-outcomes",
    "out of use stays where it is and is offered no more; merged, the other takes its place",
  ],
  "register teams": ["registers", "out of use keeps its people and is offered to nobody else"],
};

let we: Cast;
let kept: typeof settings.$inferSelect;
beforeAll(async () => {
  we = await cast();
  const [row] = await db.select().from(settings);
  if (!row) throw new Error("no settings");
  kept = row;
});
afterEach(async () => {
  await db.update(settings).set(kept);
});

const words = { t: createTranslator({ locale: "fi", messages: catalog }) as never, locale: "fi" as const };
const flat = (params: Params) => customerFilter({ view: "flat", ...params });

function bookOf(viewer: Viewer, filter: CustomerFilter) {
  const where = (tables: Tables, who: Viewer) => wanted(who, tables.listedCustomers, filter);
  const taking = Viewer.of({ ...viewer.facts, grants: { ...viewer.facts.grants, export: "yes" } });
  return customerBook(taking, { where, about: [], facts: {} }, words);
}

/** Names in the list, the count on its tab and the rows of its file, which have to agree. */
async function list(viewer: Viewer, params: Params = {}) {
  const filter = flat(params);
  const names = (await listCustomers(viewer, filter, "fi")).rows.map(({ name }) => name);
  const book = await bookOf(viewer, filter);
  const file: unknown[] = [];
  for await (const batch of book.rows) file.push(...batch);
  expect([(await countTabs(viewer, filter)).active, file.length]).toEqual([names.length, names.length]);
  return names;
}

/** Does it as a form that asks first and is answered. */
async function asked<Result>(
  door: (viewer: Viewer, values: Values) => Promise<Outcome<Result>>,
  viewer: Viewer,
  values: Values,
) {
  const first = await door(viewer, values);
  const doubts = first.ok ? [] : (first.doubts ?? []);
  return doubts.length ? door(viewer, { ...values, confirmed: doubts.map(({ mark }) => mark) }) : first;
}

let made = 0;
async function created(viewer: Viewer, values: Values = {}) {
  const name = `Kokeilu ${++made} Oy`;
  const outcome = await asked(createCustomer, viewer, { id: viewer.facts.companyId, name, country: "FI", ...values });
  if (!outcome.ok) return Object.keys(outcome.problems ?? {}).join();
  return (await getCustomer(we.maija, outcome.result.id, "fi")).number;
}

/** A setting, how Maija turns it, and what two people of two companies see before and after. */
type Effect = {
  setting: keyof typeof settings.$inferSelect;
  door: (viewer: Viewer, values: Values) => Promise<Outcome<unknown>>;
  to: Values;
  look: (viewer: Viewer) => Promise<unknown>;
  /** Somebody of the AB, and somebody of another company. */
  sven: readonly [before: unknown, after: unknown];
  other: readonly ["aino" | "pieter", before: unknown, after: unknown];
};

const turn = (setting: keyof typeof switches, to = "on") => {
  const door = switches[setting].right === "companies" ? flipCompanySwitch : flipSwitch;
  return { setting: setting as Effect["setting"], door, to: { name: setting, to } };
};
const number = (setting: Effect["setting"], value: string) => ({
  setting,
  door: saveNumbering,
  to: { [setting]: value },
});

const effects: Effect[] = [
  {
    ...turn("showOtherCompanies"),
    look: async (viewer) => ({
      own: (await list(viewer)).includes("Molen B.V."),
      others: (await list(viewer)).includes("Wirtanen Oy"),
      found: await list(viewer, { q: "wirtanen" }),
    }),
    sven: [
      { own: false, others: false, found: [] },
      { own: true, others: true, found: ["Wirtanen Oy"] },
    ],
    other: ["pieter", { own: true, others: false, found: [] }, { own: true, others: true, found: ["Wirtanen Oy"] }],
  },
  {
    ...turn("maskOtherCompanies"),
    look: async (viewer) => {
      const [polder] = (await listCustomers(viewer, flat({ q: "polder" }), "fi")).rows;
      return [polder?.groupName, await list(viewer, { group: String(we.world.groups.bygg) })];
    },
    sven: [
      ["Bygg och installation", ["Dals Bygg AB", "Polder Installaties B.V."]],
      [null, ["Dals Bygg AB"]],
    ],
    other: [
      "pieter",
      ["Bygg och installation", ["Polder Installaties B.V."]],
      ["Bygg och installation", ["Polder Installaties B.V."]],
    ],
  },
  {
    ...turn("relateNewCustomers"),
    look: async (viewer) => {
      await created(we.maija);
      const { rows } = await listCustomers(viewer, { ...flat({ q: `Kokeilu ${made} Oy` }), tab: null }, "fi");
      return rows.length;
    },
    sven: [0, 0],
    other: ["pieter", 0, 1],
  },
  {
    ...turn("groupRequired"),
    look: async (viewer) => (await created(viewer)) === "groupId",
    sven: [false, true],
    other: ["aino", false, true],
  },
  { ...number("numberingMode", "manual"), look: asksForNumbers, sven: [false, true], other: ["aino", false, true] },
  {
    ...number("numberingStart", "700"),
    look: async (viewer) => Number(await created(viewer)) >= 700,
    sven: [false, true],
    other: ["aino", false, true],
  },
  {
    ...number("numberingPadding", "6"),
    look: async (viewer) => (await created(viewer))?.length,
    sven: [3, 6],
    other: ["aino", 3, 6],
  },
  {
    ...number("numericOnly", "on"),
    look: async (viewer) => (await created(viewer, { number: `A-${++made}` })) === "number",
    sven: [false, true],
    other: ["aino", false, true],
  },
  {
    setting: "organisationName",
    door: saveOrganisation,
    to: { organisationName: "Etelänranta" },
    look: async (viewer) => {
      const book = await bookOf(viewer, flat({}));
      for await (const _ of book.rows);
      return book.about?.lines.find(([label]) => label === "Organisaatio")?.[1];
    },
    sven: ["Pohjanranta", "Etelänranta"],
    other: ["pieter", "Pohjanranta", "Etelänranta"],
  },
  {
    setting: "timeZone",
    door: saveOrganisation,
    to: { timeZone: "Pacific/Kiritimati" },
    look: async ({ facts }) => [facts.timeZone, facts.today === dayIn("Pacific/Kiritimati")],
    sven: [
      ["Europe/Helsinki", dayIn("Europe/Helsinki") === dayIn("Pacific/Kiritimati")],
      ["Pacific/Kiritimati", true],
    ],
    other: [
      "pieter",
      ["Europe/Helsinki", dayIn("Europe/Helsinki") === dayIn("Pacific/Kiritimati")],
      ["Pacific/Kiritimati", true],
    ],
  },
];

async function asksForNumbers(viewer: Viewer) {
  return (await numbering(viewer, null)).isManual;
}

function dayIn(timeZone: string) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format();
}

describe("what a setting changes for two people in two companies", () => {
  test.each(effects)("$setting", async ({ look, door, to, sven, other }) => {
    const [name, ...expected] = other;
    const seen = async () => [
      await look(await signedIn(we.sven.employeeId)),
      await look(await signedIn(we[name].employeeId)),
    ];
    await expect(door(we.aino, { id: "1", ...to })).rejects.toThrow("404");
    expect(await seen()).toEqual([sven[0], expected[0]]);
    expect(await asked(door, we.maija, { id: "1", ...to })).toMatchObject({ ok: true });
    expect(await seen()).toEqual([sven[1], expected[1]]);
  });
});

describe("the table of settings", () => {
  const proven = [...effects.map(({ setting }) => setting as string), ...Object.keys(elsewhere)];

  test("names every one there is, once", () => {
    const lists = new Set(["id", "version", "features", "integrations", "registers"]);
    const columns = Object.keys(getTableColumns(settings)).filter((column) => !lists.has(column));
    const registers = registerNames.map((name) => `register ${name}`);
    const all = new Set([...columns, ...Object.keys(switches), ...registers]);
    expect([...all].filter((setting) => !proven.includes(setting))).toEqual([]);
    expect(new Set(proven).size).toBe(proven.length);
    expect(proven.filter((name) => !all.has(name) && !name.includes(" of ") && !name.includes(" a "))).toEqual([]);
  });

  test.each(Object.entries(elsewhere))("%s is proven where it says", (_, [file, title]) => {
    const source = fs.readFileSync(path.join(import.meta.dirname, `${file}.test.ts`), "utf8");
    expect(source).toContain(title);
  });
});
