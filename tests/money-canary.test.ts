import { type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Viewer } from "@/lib/access/viewer";
import { type Cast, cast } from "./cast";
import { newInvoice, newMonth, newProject, withGrants } from "./money";
import { questions, unasked } from "./money-questions";

/** Amounts that are nowhere else. Whoever has no right to money must not meet them, however they are written. */
const canary = /7[\s.,\u00a0\u202f’']?391[\s.,\u00a0\u202f’']?82\d/;
const amount = (last: number) => `739182${last}.37`;

let we: Cast;
let ids: number[];
let values: number[];
let things: Record<string, number>;

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
  await db.execute(
    sql`insert into files (customer_id, project_id, name, url) values (${berg}, ${project}, 'Piirros', 'https://a.example')`,
  );
  await db.execute(sql`insert into project_tasks (project_id, title) values (${project}, 'Mittaus')`);
  const first = (of: SQL) => db.execute<{ id: string }>(sql`select min(id) as id from ${of}`);
  const found = {
    activities: await first(sql`activities where customer_id = ${berg}`),
    contacts: await first(sql`customer_contacts where customer_id = ${berg}`),
    files: await first(sql`files where customer_id = ${berg}`),
    groups: await first(sql`special_groups`),
    rates: await first(sql`exchange_rates`),
    sales: await first(sql`sales_cases where customer_id = ${berg}`),
    tasks: await first(sql`project_tasks where project_id = ${project}`),
    orders: await first(sql`work_orders`),
  };
  things = Object.fromEntries(Object.entries(found).map(([name, { rows }]) => [name, Number(rows[0]?.id)]));
});

type Door = ((...args: unknown[]) => Promise<unknown>) & { permission?: string };
const modules = import.meta.glob<Record<string, Door>>("../lib/*/{queries,list,my-day,export}.ts", { eager: true });
const doors = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports)
    .filter(([, door]) => typeof door === "function" && door.permission !== undefined)
    .map(([name, door]) => ({ name: `${file.slice(7)} ${name}`, file: file.slice(7), door })),
);

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
  theirs = await met(we.maija, questions(we.maija, { ids, things, values }));
  expect(doors.map(({ name }) => name).filter((name) => !theirs.answered.includes(name))).toEqual(unasked);
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
  const { answered, seen } = await met(sven, questions(we.maija, { ids, things, values }), theirs.large);
  const closed = doors.filter(({ name }) => theirs.answered.includes(name) && !answered.includes(name));
  expect(closed.filter(({ door }) => door.permission !== "money.read").map(({ name }) => name)).toEqual([
    "companies/queries.ts companyNumbers",
    "financials/export.ts exportFigures",
  ]);
  expect(seen).toEqual([]);
}, 120_000);
