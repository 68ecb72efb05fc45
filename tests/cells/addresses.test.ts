import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { App } from "../setup/app";
import { addressesOf, filled } from "./calls";
import { before, type Door, pages, routes } from "./doors";
import { frozenWorld } from "./frozen";
import { hostileIds, hostilePanels, hostileQueries, hostileValues } from "./hostile-addresses";
import { type Answer, knock } from "./knocking";
import { mayRead } from "./rule";
import type { World } from "./world";

// Every page, asked with what no link and no form of it would say. It answers as a page does, tells nobody what they may
// not know, and nothing of what it was asked with runs.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const app = new App("addresses");
const log = path.resolve("test-results/journey_addresses.log");
let site = "";
let db: pg.Client;
let world: World;

beforeAll(async () => {
  fs.rmSync(log, { force: true });
  ({ site, db, world } = await frozenWorld(app, "addresses"));
  await addMany();
}, 120_000);
afterAll(async () => {
  await db.end();
  await app.stop();
});

/** So many that every list has a second page. The frozen world takes them, and is as frozen afterwards. */
async function addMany(): Promise<void> {
  const { rows } = await db.query("select pg_get_functiondef('cells_refuse'::regproc) as refusing");
  await db.query(
    `create or replace function cells_refuse() returns trigger language plpgsql as 'begin return null; end'`,
  );
  await db.query(`
    with many as (
      insert into customers (company_id, number, name, country, stage, owner_id)
      select company_id, '96' || n, 'Many ' || n, 'FI', 'active', owner_id
      from customers, generate_series(1, 120) n where number = '970' returning id, company_id, owner_id
    ), persons as (
      insert into persons (last_name) select 'Many' from many returning id
    ), ties as (
      insert into responsibilities (customer_id, employee_id) select many.id, employees.id from many, employees
      where employees.first_name in ('seller', 'employee')
    )
    insert into customer_contacts (customer_id, person_id)
    select m.id, p.id from (select id, row_number() over () n from many) m
    join (select id, row_number() over () n from persons) p using (n)`);
  await db.query(rows[0].refusing);
}

const asked: Door[] = [
  ...pages,
  ...before.pages.filter((one) => one !== "/_global-error").map((one) => ({ path: one, needs: "" })),
];
const people = ["administrator", "owns", "employee"];
const tally = { addresses: 0, cells: 0 };
const wrong: string[] = [];

const placeOf = (door: Pick<Door, "path" | "at" | "needs">) =>
  filled(world, (addressesOf(door)[0] ?? "/").replace("[token]", "none"), "own").split("?")[0] ?? "/";

async function attempt(address: string, who: string, isPage = true): Promise<Answer> {
  const answer = await knock(site + address, { cookie: world.cookies[who] });
  tally.addresses++;
  const line = `${who} ${address.slice(0, 400)}`;
  const { status, to, text, words } = answer;
  const known = isPage ? [200, 303, 307, 404] : [200, 303, 307, 400, 404, 429];
  if (!known.includes(status)) wrong.push(`${line}: ${status}`);
  if (to && !/^\/(?![/\\])/.test(to)) wrong.push(`${line} leads to ${to}`);
  if (isPage && !to && !/<main[\s\S]*<h1[\s\S]*<\/main>/.test(text)) wrong.push(`${line} is no page`);
  if (!to && /__next_error__|data-dgst="\d/.test(text)) wrong.push(`${line} is an error of Next`);
  if (/<img src=x|<script>window\.__xss/.test(text)) wrong.push(`${line} runs`);
  const secret = [...words].filter((word) => {
    const [area = "", place = ""] = word.split(".");
    return !mayRead(who, area, place, { shown: false, masked: false });
  });
  if (secret.length) wrong.push(`${line} tells ${secret}`);
  return answer;
}

/** What the page itself is asked with: the names in its links to itself and in its forms. */
function namesIn({ text }: Answer, place: string): { names: string[]; panels: string[] } {
  const links = [...text.matchAll(/(?:href|action)="([^"?#]*)\?([^"#]*)"/g)].filter(
    ([, to]) => to === place || to === "",
  );
  const said = links.map(([, , query = ""]) => new URLSearchParams(query.replaceAll("&amp;", "&")));
  const inForms = [...text.matchAll(/<(?:input|select)[^>]* name="([a-z]\w*)"/gi)].map(([, name = ""]) => name);
  const names = new Set([...usual, ...said.flatMap((query) => [...query.keys()]), ...inForms]);
  const panels = new Set(said.flatMap((query) => query.getAll("panel")));
  return { names: [...names].filter((name) => !name.startsWith("$")), panels: [...panels] };
}

const usual = "panel flash n q tab view sort direction page after before show year month from to day by across".split(
  " ",
);
const pair = (name: string, value: string) => `${encodeURIComponent(name)}=${value}`;

/** As many addresses as there are values; in each every name has another one, so that in all every name has had every value. */
function square(names: string[], values: string[]): string[] {
  return values.map((_, row) =>
    names.map((name, at) => pair(name, values[(at + row) % values.length] ?? "")).join("&"),
  );
}

test.each(asked)("$path", async (door) => {
  const place = placeOf(door);
  const { names, panels } = namesIn(await attempt(place, "administrator"), place);
  const values = hostileValues(world);
  const rows = square(names, values);
  const nth = pages.indexOf(door);
  const chosen = rows.filter((_, row) => isLong || (row + nth) % 36 === 0);
  tally.cells += chosen.length * names.length;
  const alone = fc.sample(fc.tuple(fc.subarray(names, { minLength: 1, maxLength: 3 }), fc.nat()), {
    numRuns: isLong ? 60 : 1,
    seed: isLong ? Date.now() : nth,
  });
  const opened = hostilePanels(panels).filter((_, at) => isLong || (at + nth) % 60 === 0);
  const queries = [
    ...chosen,
    ...alone.map(([some, seed]) =>
      some.map((name, at) => pair(name, values[(seed + at * 7) % values.length] ?? "")).join("&"),
    ),
    ...opened.map((panel) => pair("panel", encodeURIComponent(panel))),
    ...hostileQueries(names).filter((_, at) => isLong || (at + nth) % 8 === 0),
  ];
  await several(queries, (query, at) => attempt(`${place}?${query}`, people[at % people.length] ?? ""));
  expect(taken()).toEqual([]);
});

test("addresses of rows that are none", async () => {
  const doors = asked.filter((door) => door.path.includes("["));
  const tries = doors.flatMap((door) => hostileIds.map((id) => door.path.replace(/\[\w+\]/, id)));
  await several(
    tries.filter((_, at) => isLong || at % 4 === 0),
    (address) => attempt(address, "administrator"),
  );
  expect(taken()).toEqual([]);
});

test("files and what script asks for", async () => {
  const doors = routes.filter(({ method }) => !method);
  const values = hostileValues(world);
  for (const door of doors) {
    const queries = square(["format", ...usual, "id", "value", "locale", "kind", "customer"], values);
    const nth = doors.indexOf(door);
    for (const [at, query] of queries.entries())
      if (isLong || (at + nth) % 20 === 0) await attempt(`${placeOf(door)}?${query}`, people[at % 3] ?? "", false);
  }
  expect(taken()).toEqual([]);
});

/** Lists that go on after the last row seen. */
const lists = [
  "/customers?view=flat",
  "/customers?view=flat&sort=updated",
  "/customers?view=flat&sort=number",
  "/customers?view=grouped",
  "/customers?sort=owner",
  "/contacts",
  "/contacts?sort=updated",
  "/contacts?sort=customer",
  "/responsibilities?view=grid&rows=10",
  "/responsible-persons",
  "/responsible-persons?sort=person",
  "/responsible-persons?sort=period",
  "/responsible-persons?sort=role",
];

test("the place where a list goes on, changed bit by bit and kind by kind", async () => {
  let changed = 0;
  for (const list of lists) {
    const { text } = await attempt(list, "administrator");
    const cursor = /[?&;]after=([\w-]+)/.exec(text)?.[1];
    if (!cursor) {
      wrong.push(`${list} has one page`);
      continue;
    }
    const cursors = strangeCursors(cursor).filter((_, at) => isLong || at < 8 || at % 97 === 0);
    changed += cursors.length;
    await several(cursors, (after) => attempt(`${list}&after=${after}`.replace(/^([^?]*)&/, "$1?"), "administrator"));
  }
  console.log(`${changed} cursors, ${tally.cells} values of names, ${tally.addresses} addresses`);
  expect(taken()).toEqual([]);
});

/** Other values of the kinds it holds, then every bit of it turned. */
function strangeCursors(cursor: string): string[] {
  const keys: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString());
  const odd = [
    "\u0000",
    "a\u0000",
    "\uD800",
    "",
    "x".repeat(900),
    "0000-01-01",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59+14:00",
  ];
  const values = [...odd, "infinity", "abc", 9007199254740991, -1, 1e308, 0.5, null, [], {}, true];
  const others = values.flatMap((value) => keys.map((_, at) => JSON.stringify(keys.with(at, value))));
  const all = [
    ...values.map((value) => keys.map((key) => (typeof key === typeof value ? value : key))),
    [],
    {},
    null,
    keys.slice(1),
  ];
  const bytes = Buffer.from(cursor, "base64url");
  const turned = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const other = Buffer.from(bytes);
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return other.toString("base64url");
  });
  const whole = [...all.map((one) => JSON.stringify(one)), ...others, "{", '"', "1e400"];
  return [...whole.map((text) => Buffer.from(text).toString("base64url")), "%00", "a".repeat(10_000), ...turned];
}

test("the server has told of no fault", () => {
  const told = fs.readFileSync(log, "utf8");
  expect([...told.matchAll(/^(?:⨯|form failed|page failed).*/gm)].map(([line]) => line)).toEqual([]);
});

/** Six at a time: while the database answers one, the product can work for another. */
async function several<T>(all: readonly T[], work: (one: T, at: number) => Promise<unknown>): Promise<void> {
  const waiting = all.entries();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const [at, one] of waiting) await work(one, at);
    }),
  );
}

const taken = (): string[] => wrong.splice(0).slice(0, 40);
