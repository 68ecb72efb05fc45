import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { activityFilter } from "@/lib/activities/filter";
import { contactFilter } from "@/lib/contact-register/filter";
import { customerFilter } from "@/lib/customers/filter";
import { figureFilter } from "@/lib/financials/filter";
import { historyFilter } from "@/lib/history/filter";
import { figuresOf } from "@/lib/key-figures/rules";
import { matrixFilter } from "@/lib/matrix/filter";
import { noteFilter } from "@/lib/notes/filter";
import { taskFilter } from "@/lib/project-tasks/filter";
import { projectFilter } from "@/lib/projects/filter";
import { reportOf } from "@/lib/reports/filter";
import { moneyColumns } from "@/lib/reports/rules";
import { personFilter } from "@/lib/responsible-persons/filter";
import { workOrderFilter } from "@/lib/work-orders/filter";
import { type Cast, cast } from "./cast";
import { newInvoice, newMonth, newProject, withGrants } from "./money";

/** Amounts that are nowhere else. Whoever has no right to money must not meet them, however they are written. */
const canary = /7[\s.,\u00a0\u202f’']?391[\s.,\u00a0\u202f’']?82\d/;
const amount = (last: number) => `739182${last}.37`;

/** Every column with money that a report may have. */
const everyColumn = moneyColumns.join();

let we: Cast;
let ids: number[];
let values: number[];

beforeAll(async () => {
  we = await cast();
  const { berg } = we.world.customers;
  const { ab } = we.world.companies;
  const people = we.world.people;
  const project = await newProject(berg, { budget: amount(0), managerId: people.sven });
  const month = we.maija.facts.today.slice(0, 7);
  const before = `${Number(month.slice(0, 4)) - 1}-01-01`;
  for (const first of [`${month}-01`, before]) {
    await newMonth(project, first, "actual", { revenue: amount(1), labour: amount(2), otherCosts: amount(3) });
    await newMonth(project, first, "forecast", { revenue: amount(4), billing: amount(5), labour: amount(6) });
  }
  await newInvoice(berg, { net: amount(7), on: `${month}-01`, company: ab, project });
  const plain = await newInvoice(berg, { net: amount(8), on: before, company: ab });
  const draft = await newInvoice(berg, { net: amount(8), on: `${month}-01`, company: ab, draft: true });
  await db.execute(sql`insert into invoice_lines (invoice_id, position, description, quantity, unit_price, vat_rate)
    values (${draft}, 0, 'Työ', 1, ${amount(9)}, 0)`);
  // What the log tells of them.
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into events (action, source, actor_id, subject, subject_id, customer_id)
    values ('project.updated', 'web', ${people.maija}, 'projects', ${project}, ${berg}),
      ('projectMonth.updated', 'web', ${people.maija}, 'project_months',
        (select min(id) from project_months where project_id = ${project}), ${berg}),
      ('invoice.updated', 'web', ${people.maija}, 'invoices', ${draft}, ${berg}) returning id`);
  values = [];
  for (const [at, field] of ["budget", "revenue", "lines"].entries()) {
    const { rows: told } = await db.execute<{
      id: string;
    }>(sql`insert into event_values (event_id, field, before, after)
      values (${rows[at]?.id}, ${field}, to_jsonb(${amount(0)}::text), to_jsonb(${amount(1)}::text)) returning id`);
    values.push(...told.map(({ id }) => Number(id)));
  }
  ids = [berg, project, draft, plain];
});

type Door = ((...args: unknown[]) => Promise<unknown>) & { permission?: string };
const modules = import.meta.glob<Record<string, Door>>("../lib/*/{queries,list,my-day,export}.ts", { eager: true });
const doors = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports)
    .filter(([, door]) => typeof door === "function" && door.permission !== undefined)
    .map(([name, door]) => ({ name: `${file.slice(7)} ${name}`, file: file.slice(7), door })),
);

/** What each question is asked with; all others with the customer, the project, an invoice, or nothing. */
function questions(viewer: Viewer): Record<string, unknown[][]> {
  const [berg = 0, project = 0, draft = 0, invoice = 0] = ids;
  const place = { customerId: berg, projectId: null };
  const whose = { customer: berg, below: false, project: null };
  const figures = { ...figureFilter({}, viewer), whose };
  const words = { locale: "fi", fields: [] };
  const reader = { viewer, fields: [] };
  const report = reportOf({ by: "type", columns: everyColumn }, reader);
  const list = { ...report, view: "list" };
  const contacts = reportOf({ about: "contacts", by: "role" }, reader);
  const customers = customerFilter({});
  const year = Number(viewer.facts.today.slice(0, 4));
  const currency = { id: project, currency: "EUR", budget: null, budgetHours: null };
  return {
    "activities/queries.ts": [[berg, activityFilter({}), "fi"]],
    "contact-register/export.ts": [
      [
        { filter: contactFilter({}), format: "csv" },
        { ...words, t: String },
      ],
    ],
    "contact-register/queries.ts": [[contactFilter({}), "fi"]],
    "customers/export.ts": [[{ facts: {} }, { ...words, t: String, types: new Map(), timeZone: "UTC" }]],
    "customers/list.ts": [
      [customers, "fi"],
      ["fi", customers],
      [customers, [berg], "fi"],
      [customers, [null]],
      [customers, { names: figuresOf.list, patiently: true }],
    ],
    "financials/export.ts": [
      [{ asked: figures, by: "months", format: "csv" }, "fi"],
      [{ asked: figures, by: "parts" }, "fi"],
    ],
    "financials/queries.ts": [
      [figures, "fi"],
      [{ ...figures, whose: { grouping: null } }, "fi"],
      [whose, monthNow(viewer)],
    ],
    "history/queries.ts": [
      [berg, historyFilter({})],
      [berg, ...values],
      [new Map([["projects", new Set([project])]]), "fi"],
    ],
    "invoices/list.ts": [[{ customerId: berg, below: false, page: 1, projectId: null }]],
    "invoices/queries.ts": [[draft], [invoice], [berg]],
    "matrix/queries.ts": [
      [matrixFilter({}), "fi"],
      [matrixFilter({}), null, "fi"],
    ],
    "notes/queries.ts": [[place, noteFilter({})]],
    "project-months/queries.ts": [
      [currency, year],
      [currency],
      [project, "actual", year],
      [project, "forecast", year],
      [project, year],
    ],
    "project-tasks/queries.ts": [[place, taskFilter({}), "fi"], [place], [[project], "fi"]],
    "projects/queries.ts": [[project, "fi"], [berg, "fi", projectFilter({}), false], [berg]],
    "reports/export.ts": [
      [{ report: list, format: "csv" }, words],
      [{ report: contacts, format: "csv" }, words],
    ],
    "reports/queries.ts": [[report, words], [list, words], [contacts, words], [null]],
    "responsible-persons/export.ts": [[{ filter: personFilter({}), format: "csv" }, words]],
    "responsible-persons/queries.ts": [[personFilter({})], [personFilter({}), "fi"], [personFilter({}), 50, "fi"]],
    "sales/queries.ts": [
      [berg, "fi"],
      [berg, "fi", undefined, true],
    ],
    "work-orders/export.ts": [
      [
        { filter: workOrderFilter({}), format: "csv" },
        { ...words, status: {}, visibility: {} },
      ],
    ],
    "work-orders/queries.ts": [[workOrderFilter({}), "fi"], [berg], [{ customer: berg }, "fi"]],
    other: [[], ["fi"], [berg], [berg, "fi"], [project, "fi"]],
  };
}

const monthNow = (viewer: Viewer) => `${viewer.facts.today.slice(0, 7)}-01`;

/** Everything a door gives: a stream to its end, a map with its entries. */
async function given(answer: unknown): Promise<string> {
  const batches: unknown[] = [answer];
  if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer) {
    for await (const batch of answer as AsyncIterable<unknown>) batches.push(batch);
  }
  return JSON.stringify(batches, (_, value) => {
    if (value instanceof Map || value instanceof Set) return [...value];
    return typeof value === "bigint" ? String(value) : value;
  });
}

/**
 * Which doors answer, and which of them with an amount.
 * @param asked as anybody could: an address can be written by hand
 * @param sums further numbers that must not be met: what the amounts add up to
 */
async function met(viewer: Viewer, asked: Record<string, unknown[][]>, sums: readonly string[] = []) {
  const answered = new Set<string>();
  const seen = new Set<string>();
  const large = new Set<string>();
  for (const { name, file, door } of doors) {
    for (const args of [...(asked[file] ?? []), ...(asked.other ?? [])]) {
      try {
        const text = await given(await door(viewer, ...args));
        answered.add(name);
        if (canary.test(text) || sums.some((sum) => text.includes(sum))) seen.add(name);
        for (const [, sum] of text.matchAll(/(\d{7,})\.\d\d/g)) if (sum) large.add(sum);
      } catch {
        // Not asked that way, or not theirs to ask.
      }
    }
  }
  return { answered: [...answered], seen: [...seen].sort(), large: [...large] };
}

const everything = {
  customers: "all",
  sales: "edit",
  projects: "edit",
  workOrders: "edit",
  groups: "yes",
  responsibilities: "yes",
  assignOthers: "yes",
  import: "yes",
  export: "yes",
  merge: "yes",
  eraseContact: "yes",
  deleteCustomer: "yes",
  reports: "yes",
  registry: "yes",
  people: "yes",
  permissions: "yes",
  settings: "yes",
  companies: "yes",
  audit: "yes",
};

let theirs: Awaited<ReturnType<typeof met>>;

test("whoever sees money meets the amounts, where they belong", async () => {
  theirs = await met(we.maija, questions(we.maija));
  expect(theirs.answered.length).toBeGreaterThan(doors.length * 0.65);
  expect(theirs.seen).toEqual(
    expect.arrayContaining([
      "customers/list.ts countTabs",
      "customers/queries.ts getCustomer",
      "financials/export.ts exportFigures",
      "financials/queries.ts getFigures",
      "financials/queries.ts listInvoicesOf",
      "history/queries.ts findChange",
      "history/queries.ts listHistory",
      "invoices/list.ts listInvoices",
      "invoices/queries.ts getInvoice",
      "project-months/queries.ts yearOfProject",
      "projects/queries.ts getProject",
      "projects/queries.ts listProjects",
      "reports/export.ts exportReportCustomers",
      "reports/queries.ts countReport",
      "reports/queries.ts listReportCustomers",
    ]),
  );
  expect(theirs.large.length).toBeGreaterThan(10);
}, 120_000);

test("whoever does not meets neither them nor their sums, even with every other right", async () => {
  const sven = await withGrants(we.sven, everything);
  const { answered, seen } = await met(sven, questions(we.maija), theirs.large);
  expect(answered.length).toBeGreaterThan(doors.length * 0.6);
  expect(seen).toEqual([]);
}, 120_000);
