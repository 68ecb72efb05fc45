import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, inject, test } from "vitest";
import { db } from "@/db/client";
import { seedDemo, setDemoPasswords } from "@/db/demo";
import { withClient } from "@/db/migrate";
import * as schema from "@/db/schema/index";
import { visibleTables } from "@/lib/access/rows";
import { checkPostcode } from "@/lib/addresses/rules";
import { checkEmail, checkWebsite } from "@/lib/contact-details";
import { checkBusinessId, checkVatNumber } from "@/lib/identifiers/rules";
import { compareNumbers, generalRange, groupRange, mixedStarts } from "@/lib/numbering/rules";
import { checkPhone } from "@/lib/phones";
import { signedIn } from "./cast";
import { cloneTemplate, dropClone } from "./setup/cluster";

const { addresses, customerContacts, customers, employees, groups, numberSeries, settings } = schema;
const demo = { passwordHash: "nobody can sign in with this", today: new Date() };

beforeAll(() => seedDemo(db, demo));

test("the same day gives the same demo, down to the last row", async () => {
  const server = inject("databaseServer");
  const name = `twin_${process.pid}`;
  const url = await cloneTemplate(server, name);
  try {
    const twin = await withClient(url, async (second) => {
      await seedDemo(second, demo);
      return contentsOf(second);
    });
    const first = await contentsOf(db);
    expect(Object.keys(first)).toContain("customers");
    expect(first).toEqual(twin);
  } finally {
    await dropClone(server, name);
  }
});

test("everybody sees as many customers as their profile says", async () => {
  expect(await seenBy("maija")).toEqual({ open: 300, archived: 20 });
  expect(await seenBy("aino")).toEqual({ open: 300, archived: 20 });
  expect(await seenBy("sven")).toEqual({ open: 54, archived: 4 });
  expect(await seenBy("pieter")).toEqual({ open: 85, archived: 5 });
  expect(await seenBy("nils")).toEqual({ open: 0, archived: 0 });
});

test("Sven sells two groups, and answers for others besides", async () => {
  const sven = await signedInAs("sven");
  expect(sven.facts.soldGroups).toHaveLength(2);
  const open = visibleTables(sven).customers;
  const inGroups = await db.$count(
    open,
    and(inArray(open.tab, [0, 1]), inArray(open.groupId, [...sven.facts.soldGroups])),
  );
  expect(inGroups).toBe(48);
});

test("the company has customers of all kinds", async () => {
  const count = (condition: SQL | undefined) => db.$count(customers, condition);
  expect(await db.$count(employees)).toBe(25);
  expect(await count(eq(customers.tab, 3))).toBe(3);
  expect(await count(eq(customers.kind, "person"))).toBe(9);
  expect(await count(eq(customers.kind, "internal"))).toBe(3);
  expect(await count(and(inArray(customers.tab, [0, 1]), isNull(customers.groupId)))).toBe(24);
  const prospects = await count(eq(customers.tab, 1));
  expect(prospects).toBeGreaterThan(30);
  expect(prospects).toBeLessThan(42);
});

test("units stand below each other three levels deep and across companies", async () => {
  const { rows } = await db.execute(sql`
    select count(*)::int as units, count(*) filter (where above.parent_id is not null)::int as deep,
      count(*) filter (where above.company_id <> unit.company_id)::int as abroad
    from ${customers} unit join ${customers} above on above.id = unit.parent_id where unit.tab = 0`);
  expect(rows).toEqual([{ units: 14, deep: 5, abroad: 2 }]);
});

test("what is written down would be accepted from a form", async () => {
  for (const customer of await db.select().from(customers)) {
    const { country, businessId, vatNumber, email, website, phone } = customer;
    const checked = {
      businessId: businessId && checkBusinessId(country, businessId),
      vatNumber: vatNumber && checkVatNumber(country, vatNumber),
      email: email && checkEmail(email),
      website: website && checkWebsite(website),
    };
    for (const [field, result] of Object.entries(checked))
      if (result) expect(result, `${customer.name}: ${field}`).toEqual({ ok: true, value: customer[field as "email"] });
    if (phone) expect(checkPhone(phone, country).e164).toBe(phone.replaceAll(" ", ""));
    expect(customer.name).toBe(customer.name.normalize("NFC").trim());
  }
  for (const { country, postalCode } of await db.select().from(addresses))
    expect(checkPostcode(country, postalCode ?? "")).toEqual({ ok: true, value: postalCode });
  for (const { email, phoneRaw, phone, mobileRaw, mobile } of await db.select().from(customerContacts)) {
    if (email) expect(checkEmail(email)).toEqual({ ok: true, value: email });
    if (phoneRaw) expect(checkPhone(phoneRaw, null).e164).toBe(phone);
    if (mobileRaw) expect(checkPhone(mobileRaw, null).e164).toBe(mobile);
  }
});

test("no two companies share a name or a business ID, and every head office is one", async () => {
  const twins = await db.execute(sql`
    select name_key from customers group by name_key having count(*) > 1
    union all select business_id from customers group by business_id having count(business_id) > 1
    union all select customer_id::text from addresses group by customer_id having count(*) filter (where is_head_office) <> 1
    union all select c.name from customers c where c.kind <> 'internal' and not exists (select from addresses where customer_id = c.id)`);
  expect(twins.rows).toEqual([]);
});

test("people have something on their desks: late, to come and done", async () => {
  const today = sql`current_date`;
  const { activities, activityParticipants, projects, projectTasks, salesCases } = schema;
  expect(await db.$count(projects)).toBeGreaterThan(120);
  expect(await db.$count(projectTasks)).toBeGreaterThan(300);
  expect(await db.$count(salesCases)).toBeGreaterThan(100);
  for (const state of ["planned", "active", "onHold", "closed"] as const)
    expect(await db.$count(projects, eq(projects.status, state)), state).toBeGreaterThan(1);
  expect(await db.$count(activities)).toBeGreaterThan(350);
  expect(await db.$count(activityParticipants, isNotNull(activityParticipants.contactId))).toBeGreaterThan(50);
  for (const name of ["maija", "aino", "sven", "pieter"]) {
    const viewer = await signedInAs(name);
    const seen = visibleTables(viewer).activities;
    const open = and(eq(seen.ownerId, viewer.employeeId), isNull(seen.completedAt));
    expect(await db.$count(seen, and(open, sql`${seen.dueOn} < ${today}`)), `${name} is late`).toBeGreaterThan(1);
    expect(await db.$count(seen, and(open, sql`${seen.startsAt} > now()`)), `${name} meets`).toBeGreaterThan(1);
  }
});

test("every file can be read, and its bytes are those it promises", async () => {
  const { rows } = await db.execute(sql`
    select b.id from blobs b left join blob_chunks c on c.blob_id = b.id group by b.id
    having sum(length(c.bytes)) is distinct from b.size
      or encode(sha256(string_agg(c.bytes, '' order by c.place)), 'hex') <> b.sha256`);
  expect(rows).toEqual([]);
  expect(await db.$count(schema.files, isNotNull(schema.files.url))).toBeGreaterThan(10);
  expect(await db.$count(schema.files, isNotNull(schema.files.projectId))).toBeGreaterThan(10);
});

test("nothing is older than its customer or younger than today, and every line of the log is about something", async () => {
  const { rows } = await db.execute(sql`
    select w.what, w.id from (
      select 'project' as what, id, customer_id, created_at from projects
      union all select 'sale', id, customer_id, created_at from sales_cases
      union all select 'activity', id, customer_id, created_at from activities
      union all select 'activity', id, customer_id, completed_at from activities where completed_at is not null
      union all select 'file', id, customer_id, created_at from files
      union all select e.subject, e.id, e.customer_id, e.at from events e where e.subject <> 'employees') w
    left join customers c on c.id = w.customer_id
    where c.id is null or w.created_at < c.created_at - interval '1 day' or w.created_at > now()
    union all select 'unlogged', a.id from activities a
      where not exists (select from events e where e.subject = 'activities' and e.subject_id = a.id and e.customer_id = a.customer_id)
    union all select 'unordered', e.id from (select id, at < lag(at) over (order by id) as back from events) e where back`);
  expect(rows).toEqual([]);
});

test("numbers lie in the range of their series, and the counters go on after them", async () => {
  const rows = await db.select({ number: customers.number, groupId: customers.groupId }).from(customers);
  const series = await db.select().from(numberSeries);
  const started = await db.select().from(groups).where(isNotNull(groups.numberStart));
  const [{ numberingStart } = { numberingStart: 0 }] = await db.select().from(settings);
  const starts = started.map((group) => group.numberStart ?? 0);
  expect(mixedStarts(numberingStart, starts)).toEqual([]);

  for (const { groupId, next } of series) {
    const own = started.find((group) => group.id === groupId);
    const range = own ? groupRange(own.numberStart ?? 0, starts) : generalRange(numberingStart, starts);
    const isMine = (id: number | null) => (own ? id === groupId : !started.some((group) => group.id === id));
    const numbers = rows
      .filter((row) => isMine(row.groupId))
      .map((row) => row.number)
      .sort(compareNumbers);
    expect(Number(numbers[0])).toBe(range.from);
    expect(Number(numbers.at(-1))).toBe(next - 1);
    expect(next).toBeLessThanOrEqual(range.to);
  }
  expect(series).toHaveLength(starts.length + 1);
});

test("a new password reaches everybody of the demo", async () => {
  expect(await setDemoPasswords(db, "another")).toBe(25);
  expect(await db.$count(employees, eq(employees.passwordHash, "another"))).toBe(25);
});

async function signedInAs(name: string) {
  const [employee] = await db
    .select()
    .from(employees)
    .where(eq(employees.email, `${name}@demo.example`));
  return signedIn(employee?.id ?? 0);
}

async function seenBy(name: string) {
  const { customers: seen } = visibleTables(await signedInAs(name));
  const count = (tabs: number[]) => db.$count(seen, inArray(seen.tab, tabs));
  return { open: await count([0, 1]), archived: await count([2]) };
}

/** A fingerprint of every table. */
async function contentsOf(database: Pick<typeof db, "execute">) {
  const { rows } = await database.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const prints: Record<string, unknown> = {};
  for (const { name } of rows) {
    const print = await database.execute(
      sql`select md5(string_agg(t::text, '\n' order by t::text)) as print from ${sql.identifier(name)} t`,
    );
    prints[name] = print.rows[0]?.print;
  }
  return prints;
}
