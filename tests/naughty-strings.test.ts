import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { activities, addresses, customerContacts, customers, groups, projects, salesCases } from "@/db/schema/index";
import { createActivity } from "@/lib/activities/commands";
import { addAddress } from "@/lib/addresses/commands";
import { addContact } from "@/lib/contacts/commands";
import { createCustomer } from "@/lib/customers/commands";
import { customerBook } from "@/lib/customers/export";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { downloadOf } from "@/lib/downloads";
import { createGroup } from "@/lib/groups/commands";
import { listHistory } from "@/lib/history/queries";
import type { Outcome } from "@/lib/outcome";
import { createProject } from "@/lib/projects/commands";
import { createSale } from "@/lib/sales/commands";
import { parse, type Row } from "@/lib/spreadsheets/parse";
import { longText, text } from "@/lib/text";
import messages from "@/messages/en.json";
import { type Cast, cast } from "./cast";
import { newField } from "./custom-field";
import naughty from "./fixtures/naughty-strings.json";

// The list of strings that broke other programs, in every field of text: kept as it is or refused with a sentence, and the
// same wherever it is read again.

const limits = { timeout: 600_000 };
const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
/** Every one of them in the long form; in the short one, each sixteenth. */
const strings = naughty.strings.filter((_, index) => isLong || index % 16 === 0);

const lineRule = z.object({ it: text(100) });
const linesRule = z.object({ it: longText(500) });
const kept = (string: string) => lineRule.safeParse({ it: string });

let we: Cast;
let custom: { id: number; name: string };
beforeAll(async () => {
  we = await cast();
  custom = await newField({ kind: "text" });
});

test("the rule of text keeps all that can be seen, and says of the rest why not", () => {
  const refused = naughty.strings.filter((string) => !kept(string).success);
  expect(naughty.strings.length).toBeGreaterThan(480);
  expect(refused.length).toBeLessThan(60);
  for (const string of naughty.strings) {
    const own = kept(string);
    if (own.success) expect(own.data.it).toBe(string.normalize("NFC").replace(/\s+/g, " ").trim());
    const lines = linesRule.safeParse({ it: string });
    if (lines.success) expect(lines.data.it).toBe(string.normalize("NFC").replace(/\r\n?/g, "\n").trim());
  }
});

/** Where a string is typed, and in which fields. */
const makers = {
  customerContacts: [
    customerContacts,
    ["title", "description"],
    (values: object) => addContact(we.maija, { lastName: randomUUID(), ...values, id: we.world.customers.ahola }),
  ],
  addresses: [
    addresses,
    ["street", "city", "region", "attention"],
    (values: object) => addAddress(we.maija, { purposes: ["delivery"], ...values, id: we.world.customers.ahola }),
  ],
  activities: [
    activities,
    ["title", "place", "body"],
    (values: object) => createActivity(we.maija, { kind: "note", ...values, id: we.world.customers.ahola }),
  ],
  projects: [
    projects,
    ["name"],
    (values: object) => createProject(we.maija, { ...values, id: we.world.customers.ahola }),
  ],
  salesCases: [
    salesCases,
    ["name", "description"],
    (values: object) => createSale(we.maija, { ...values, id: we.world.customers.ahola }),
  ],
  groups: [groups, ["name", "dimension"], (values: Record<string, string>) => createGroup(we.maija, values)],
} as const;

const tidy = (string: string): string | null => string.normalize("NFC").replace(/\s+/g, " ").trim() || null;
/** Names of groups are told apart by more than case: "NULL" is there after "null". */
const isTaken = (outcome: Outcome<unknown>) => !outcome.ok && outcome.problems.name?.key === "taken";
const isKept = (string: string) => kept(string).success && linesRule.safeParse({ it: string }).success;

describe("every string", () => {
  test.each(Object.keys(makers) as (keyof typeof makers)[])("in %s", limits, async (noun) => {
    const [its, names, make] = makers[noun];
    const table = its as unknown as typeof addresses;
    for (const string of strings) {
      const outcome = await make(Object.fromEntries(names.map((name) => [name, string])));
      expect(outcome.ok || !isKept(string) || isTaken(outcome) || string, JSON.stringify(outcome)).toBe(true);
      if (!outcome.ok) continue;
      const [row] = await db.select().from(table).where(eq(table.id, outcome.result.id));
      const stored = names.map((name) => (row as Record<string, string | null> | undefined)?.[name] ?? null);
      expect(stored.map((one) => one && tidy(one))).toEqual(names.map(() => tidy(string)));
    }
  });

  test(
    "as a customer: the row, the search, the history, the files, from which the same can be read again",
    limits,
    async () => {
      const names: string[] = [];
      for (const string of strings) {
        const values = { name: string, description: string, companyForm: string.slice(0, 60), [custom.name]: string };
        const outcome = await createCustomer(we.maija, { id: we.world.companies.oy, country: "FI", ...values });
        expect(outcome.ok || !isKept(string) || "doubts" in outcome || string, JSON.stringify(outcome)).toBe(true);
        if (!outcome.ok) continue;
        const [row] = await db.select().from(customers).where(eq(customers.id, outcome.result.id));
        const name = tidy(string) ?? "";
        expect([row?.name, row?.custom[custom.id]]).toEqual([name, name]);
        const [line] = (await listHistory(we.maija, outcome.result.id, { part: null, before: null })).slice(0, 1);
        expect(JSON.stringify(line)).toContain(JSON.stringify(name).slice(1, -1));
        const { rows } = await listCustomers(we.maija, customerFilter({ q: string, view: "flat", tab: "all" }), "en");
        expect(rows.length >= 0).toBe(true);
        names.push(name);
      }
      // Those that fold to the same letters are asked about: the same name again?
      expect(names.length).toBeGreaterThan(strings.length / 3);
      const [sheet] = await readExcelFile(await file("xlsx"));
      const rows: Row[] = [];
      await parse({ name: "a.csv", bytes: await file("csv") }, (some) => rows.push(...some));
      const inWorkbook = new Set((sheet?.data ?? []).flat().map(String));
      const inText = new Set(rows.flatMap(({ cells }) => cells));
      expect(names.filter((name) => !inWorkbook.has(name))).toEqual([]);
      expect(names.filter((name) => !inText.has(name))).toEqual([]);
    },
  );
});

async function file(format: "csv" | "xlsx"): Promise<Buffer> {
  const t = createTranslator({ locale: "en", messages }) as never;
  const book = await customerBook(we.maija, { facts: {}, about: [] }, { t, locale: "en" });
  return Buffer.from(await downloadOf(book, format, "x").arrayBuffer());
}
