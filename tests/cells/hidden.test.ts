import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textOf } from "../faults/visitor";
import { App } from "../setup/app";
import { addressesOf, callOf, filled } from "./calls";
import { placeAt } from "./choice";
import { pages, routes } from "./doors";
import { calledDirectly, type Form, knock, knockAgain } from "./knocking";
import { panels } from "./panels";
import { finds, meets } from "./rule";
import { fillWorld, type World } from "./world";

// What is not somebody's to see is as if it were not there: its address, and its part in every order, count and choice.

const app = new App("hidden");
const missing = "987654321";
let site = "";
let db: pg.Client;
let world: World;

beforeAll(async () => {
  site = await app.freshFor("hidden");
  db = new pg.Client(app.databaseUrl);
  await db.connect();
  await db.query(longIds);
  world = await fillWorld(db);
}, 120_000);

afterAll(async () => {
  await db.end();
  await app.stop();
});

/** No id may be the same as some other number on a page. */
const longIds = `do $$ declare s text; begin
  for s in select sequencename from pg_sequences where schemaname = 'public' loop
    perform setval(quote_ident(s), 700000);
  end loop; end $$`;

/** An answer without what differs from one request to the next, and without the ids that were asked for. */
async function answerTo(path: string, who: string): Promise<string> {
  const cookie = world.cookies[who] ?? "";
  const answer = await fetch(site + path, { headers: { cookie }, redirect: "manual" });
  const headers = [...answer.headers].filter(([name]) => !["date", "content-length"].includes(name));
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
  const own = new Set(path.match(/\d+/g) ?? []);
  return `${answer.status}\n${headers.map((one) => one.join(": ")).join("\n")}\n${await answer.text()}`
    .replaceAll(nonce, "nonce")
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "uuid")
    .replace(/\d+/g, (number) => (own.has(number) ? "id" : number));
}

const closed = { shown: false, masked: false };

test("another's and one that never was give the same answer, to the letter", async () => {
  const doors = [...pages, ...panels, ...routes].filter(({ method }) => !method);
  let compared = 0;
  for (const who of ["stranger", "employee"]) {
    const place = who === "stranger" ? "own" : "sister";
    const shut = doors.filter(
      ({ needs, of = "anything" }) => meets(who, needs) && !finds(who, of, placeAt(place), closed),
    );
    for (const address of shut.flatMap(addressesOf).filter((one) => one.includes("{"))) {
      const foreign = await answerTo(filled(world, address, place), who);
      expect(foreign, address).toMatch(/^404/);
      expect(foreign, `${address} ${who}`).toBe(await answerTo(address.replace(/\{\w+\}/g, missing), who));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test("on one's own card the rows of another's card are not there either", async () => {
  for (const row of ["contact", "activity", "file", "link", "address", "note", "order"]) {
    const panel = (id: unknown) => `/customers/${world.ids.sister?.customer}?panel=${row}.${id}`;
    const foreign = await answerTo(panel(world.ids.own?.[row]), "stranger");
    const never = await answerTo(panel(missing), "stranger");
    // Pieces of a page come in the order in which they are ready.
    expect(textOf(foreign), row).toBe(textOf(never));
  }
});

/** Wherever a hidden value could weigh: orders, filters, searches, counts, the matrix, files. */
function weighed(): string[] {
  const { group, mate, tag } = world.ids.all ?? {};
  const orders = ["sort=owner", "sort=owner&direction=desc", "sort=updated", "sort=number"];
  const hidden = [`owner=${mate}`, "owner=none", `group=${group}`, "group=none", `responsible=${mate}`, `tag=${tag}`];
  const columns = "columns=team,customerTeam,tags";
  return [
    ...[...orders, ...hidden, columns, "view=grouped"].map((by) => `/customers?${by}`),
    ...hidden.map((by) => `/customers?view=flat&${by}`),
    "/responsibilities",
    "/responsibilities/coverage",
    "/responsible-persons",
    "/groups",
    "/special-groups",
  ];
}

const files = [
  "/customers/export?format=csv&columns=team,customerTeam,tags",
  "/customers/export?format=csv&owner=none",
];

/** What only the full sight of a customer shows: a search or a count may know nothing of it either. */
const sought = ["/customers?q=Zz-hidden", "/contacts?q=Zz-hidden", "/contacts"];

/** What is masked in lists is masked on the card and in sums. */
const cards = [
  "/reports?by=owner",
  "/reports?by=group",
  "/customers/{customer}",
  "/customers/{customer}/settings",
  "/customers/{customer}?panel=edit",
];

test.each([
  { name: "only the basics are shown", who: "stranger", masked: false, hidden: "own", more: sought },
  { name: "the rest is masked", who: "manager", masked: true, hidden: "sister", more: [...files, ...cards] },
])("no order, filter, search or count tells a hidden value where $name", async ({ who, masked, hidden, more }) => {
  await db.query("update settings set show_other_companies = true, mask_other_companies = $1", [masked]);
  const before = await seen(who, more);
  const { mate, group, tag } = world.ids.all ?? {};
  const customer = world.ids[hidden]?.customer;
  await db.query("update customers set owner_id = $2, group_id = $3 where id = $1", [customer, mate, group]);
  await db.query("insert into customer_tags (customer_id, tag_id) values ($1, $2)", [customer, tag]);
  await db.query("insert into responsibilities (customer_id, employee_id) values ($1, $2)", [customer, mate]);
  if (more === sought)
    await db.query("update customers set email = 'Zz-hidden@cells.example' where id = $1", [customer]);
  const after = await seen(who, more);
  const telling = [...before].filter(([address, text]) => after.get(address) !== text).map(([address]) => address);
  expect(telling).toEqual([]);
});

test("a customer out of reach, with all that hangs on it, changes no page, count, choice or file", async () => {
  await db.query("update settings set show_other_companies = false, mask_other_companies = false");
  const open = [...pages, ...panels, ...routes].filter(({ method, of }) => !method && !of);
  const addresses = open
    .filter(({ needs }) => meets("leads", needs))
    .flatMap(addressesOf)
    // The log tells of every visit, also of these.
    .filter((address) => !/xlsx|settings.security/.test(address))
    .map((address) => filled(world, address, "sister"));
  const before = await texts("leads", addresses);
  await db.query(another, [world.ids.all?.home, world.ids.all?.group, world.ids.all?.mate, world.ids.all?.tag]);
  const after = await texts("leads", addresses);
  expect(addresses.filter((address) => after.get(address) !== before.get(address))).toEqual([]);
});

/** One more at home, in the group, with its owner and tag. */
const another = `with c as (
    insert into customers (company_id, group_id, owner_id, number, name, country, stage)
      values ($1, $2, $3, 'zz', 'Zz another', 'FI', 'active') returning id),
  t as (insert into customer_tags (customer_id, tag_id) select id, $4 from c),
  a as (insert into addresses (customer_id, city, country, is_head_office) select id, 'Turku', 'FI', true from c),
  p as (insert into persons (last_name) values ('Zz') returning id),
  k as (insert into customer_contacts (customer_id, person_id) select c.id, p.id from c, p),
  j as (insert into projects (customer_id, number, name, manager_id) select id, 'Zz', 'Zz', $3 from c)
  insert into activities (customer_id, kind, title, owner_id) select id, 'todo', 'Zz', $3 from c`;

test("whose number is taken is told to nobody who may not see the customer", async () => {
  const name = "app/(register)/customers/actions.ts addCustomer";
  const call = callOf(world, name, "own");
  const taken: Form[] = [{ businessId: "9100000-5" }, { number: "970" }];
  for (const value of taken) {
    const form = { ...call.form, id: String(world.ids.all?.company), ...value };
    const asked = calledDirectly({ ...call, form });
    const headers = { ...asked.headers, origin: site };
    const answer = await knock(`${site}/customers/new`, { ...asked, headers, cookie: world.cookies.stranger });
    expect([...answer.words]).toEqual([]);
    expect(answer.text).not.toContain(`/customers/${world.ids.own?.customer}`);
    if (value.businessId) expect(answer.text).toContain("that is not open to you");
  }
});

const seen = (who: string, more: readonly string[]) => texts(who, [...weighed(), ...more]);

/** What a person reads at each of the addresses. */
async function texts(who: string, addresses: readonly string[]): Promise<Map<string, string>> {
  const waiting = addresses.values();
  const read = new Map<string, string>();
  const visit = async () => {
    for (const address of waiting) {
      const { status, text } = await knockAgain(site + filled(world, address, "sister"), world.cookies[who]);
      expect(status, address).toBe(200);
      read.set(address, textOf(text));
    }
  };
  await Promise.all([visit(), visit(), visit(), visit()]);
  return read;
}
