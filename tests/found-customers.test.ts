import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { seedDemo } from "@/db/demo";
import { employees } from "@/db/schema/index";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter, wanted } from "@/lib/customers/filter";
import { sectionOf } from "@/lib/industries/rules";
import type { Params } from "@/lib/list-address";
import { fold } from "@/lib/text";
import { signedIn } from "./cast";

// What the customer list finds is what somebody would find who reads the whole register and answers for each customer.

const numRuns = process.env.KUMPPANI_TEST_SIZE === "long" ? 1_500 : 120;

type Ids = number[];
type Customer = {
  id: number;
  tab: number;
  name: string;
  search: string;
  country: string;
  industry: string | null;
  owner: number | null;
  group: number | null;
  companyGroup: number | null;
  company: number;
  companies: Ids;
  answering: Ids;
  ownerTeams: Ids;
  types: Ids;
  special: Ids;
  segments: Ids;
  tags: Ids;
  hasHeadOffice: boolean;
  isMain: boolean;
  isSub: boolean;
  above: Ids;
};

let aino: Viewer;
let register: Customer[];

beforeAll(async () => {
  await seedDemo(db, { passwordHash: "x", today: new Date() });
  const [person] = await db.select().from(employees).where(eq(employees.email, "aino@demo.example"));
  aino = await signedIn(person?.id ?? 0);
  const ids = (query: string) => sql.raw(`array(${query})::int[]`);
  const { rows } = await db.execute<Customer>(sql`
    with recursive tie as (
      select id, parent_id as above from customers where parent_id is not null
      union select tie.id, c.parent_id from tie join customers c on c.id = tie.above where c.parent_id is not null
    )
    select c.id::int, c.tab::int, c.name, c.search, c.country, c.industry_code as industry, c.owner_id::int as owner,
      c.group_id::int as "group", c.company_group_id::int as "companyGroup", c.company_id::int as company,
      ${ids("select company_id from customer_companies k where k.customer_id = c.id union select c.company_id")} as companies,
      ${ids(`select c.owner_id where c.owner_id is not null union select employee_id from responsibilities r
        where r.customer_id = c.id and (valid_from is null or valid_from <= ${`'${aino.facts.today}'`})
          and (valid_to is null or valid_to >= ${`'${aino.facts.today}'`})`)} as answering,
      ${ids("select team_id from employee_teams t where t.employee_id = c.owner_id")} as "ownerTeams",
      ${ids("select type_id from customer_type_links l where l.customer_id = c.id")} as types,
      ${ids("select special_group_id from special_group_members m where m.customer_id = c.id")} as special,
      ${ids("select segment_id from customer_segments s where s.customer_id = c.id")} as segments,
      ${ids("select tag_id from customer_tags t where t.customer_id = c.id")} as tags,
      exists (select from addresses a where a.customer_id = c.id and a.is_head_office) as "hasHeadOffice",
      exists (select from customers below where below.parent_id = c.id and below.deleted_at is null) as "isMain",
      c.parent_id is not null as "isSub",
      ${ids("select above from tie where tie.id = c.id")} as above
    from customers c`);
  register = rows;
  expect(register.length).toBeGreaterThan(300);
});

const one = (params: Params, name: string) => [params[name]].flat()[0];

/** As a person would answer who knows what the words of an address mean. */
function fits(customer: Customer, params: Params): boolean {
  const asks = (name: string, isSo: (word: string) => boolean) => {
    const word = one(params, name);
    return word === undefined || isSo(word);
  };
  const sought = (name: string, held: Ids) =>
    asks(name, (word) => {
      const ids = word.split(",").map(Number);
      const way = one(params, `${name}s`) ?? "any";
      if (way === "all") return ids.every((id) => held.includes(id));
      return ids.some((id) => held.includes(id)) === (way === "any");
    });
  const isSought = asks("q", (q) =>
    fold(q)
      .split(/\s+/)
      .filter(Boolean)
      .every((word) => customer.search.includes(word.length < 3 ? ` ${word}` : word)),
  );
  const units = { all: true, main: customer.isMain, sub: customer.isSub, none: !customer.isMain && !customer.isSub };
  return (
    isSought &&
    customer.tab === ["active", "prospects", "archived"].indexOf(one(params, "tab") ?? "active") &&
    asks("company", (word) =>
      word === "own" || word === "other"
        ? customer.companies.includes(aino.facts.companyId) === (word === "own")
        : customer.companies.includes(Number(word)),
    ) &&
    asks("group", (word) => customer.group === (word === "none" ? null : Number(word))) &&
    asks("owner", (word) => customer.owner === (word === "none" ? null : Number(word))) &&
    asks("responsible", (word) =>
      word === "none" ? customer.answering.length === 0 : customer.answering.includes(Number(word)),
    ) &&
    asks("team", (word) => customer.ownerTeams.includes(Number(word))) &&
    asks("country", (word) => customer.country === word) &&
    asks("industry", (word) => customer.industry !== null && sectionOf(customer.industry) === word) &&
    asks("headOffice", () => !customer.hasHeadOffice) &&
    asks("companyGroup", (word) => customer.companyGroup === Number(word)) &&
    sought("type", customer.types) &&
    sought("special", customer.special) &&
    sought("segment", customer.segments) &&
    sought("tag", customer.tags) &&
    asks("unit", (word) => units[word as keyof typeof units]) &&
    asks("under", (word) => customer.above.includes(Number(word)))
  );
}

/** Questions that some customer of the register answers, most of the time. */
function questions(): fc.Arbitrary<Params> {
  const ways = fc.constantFrom("any", "all", "none");
  const idsOf = (held: Ids, other: Ids) =>
    held.length ? [...held.slice(0, 2), ...other.slice(0, 1)].join(",") : "1,2";
  return fc
    .tuple(
      fc.constantFrom(...register),
      fc.constantFrom(...register),
      fc.record({ type: ways, tag: ways, segment: ways, special: ways }),
      fc.integer({ min: 0, max: 40 }),
    )
    .chain(([near, far, way, place]) => {
      const [first = "", second = ""] = near.name.split(/\s+/);
      // Beginnings of words, and what stands inside of them: short pieces are sought at the beginning only.
      const pieces = [`${first} ${second.slice(0, 3)}`, first.slice(1, 3), first.slice(2, 6), second.slice(0, 2)];
      const said: Record<string, string> = {
        q: pieces[place % pieces.length] || first,
        tab: ["active", "prospects", "archived"][near.tab] ?? "active",
        company: ["own", "other", String(far.company)][place % 3] ?? "own",
        group: near.group === null ? "none" : String(near.group),
        owner: near.owner === null ? "none" : String(near.owner),
        responsible: String(near.answering.at(-1) ?? "none"),
        team: String(near.ownerTeams[0] ?? 1),
        country: near.country,
        industry: (near.industry && sectionOf(near.industry)) || "F",
        headOffice: "missing",
        companyGroup: String(near.companyGroup ?? far.companyGroup ?? 1),
        type: idsOf(near.types, far.types),
        special: idsOf(near.special, far.special),
        segment: idsOf(near.segments, far.segments),
        tag: idsOf(near.tags, far.tags),
        unit: ["all", "main", "sub", "none"][place % 4] ?? "all",
        under: String(near.above[0] ?? far.above[0] ?? near.id),
      };
      return fc.subarray(Object.keys(said), { minLength: 1, maxLength: 4 }).map((names) => {
        const asked = Object.fromEntries(names.map((name) => [name, said[name]]));
        for (const name of Object.keys(way) as (keyof typeof way)[]) if (name in asked) asked[`${name}s`] = way[name];
        return asked;
      });
    });
}

test("the list finds whom the words of its address mean", async () => {
  const { listedCustomers } = visibleTables(aino);
  let met = 0;
  await fc.assert(
    fc.asyncProperty(questions(), async (asked) => {
      const found = await db
        .select({ id: listedCustomers.id })
        .from(listedCustomers)
        .where(wanted(aino, listedCustomers, customerFilter(asked)));
      const expected = register.filter((customer) => fits(customer, asked)).map(({ id }) => id);
      met += expected.length > 0 ? 1 : 0;
      expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
    }),
    { numRuns, seed: numRuns > 1_000 ? undefined : 8 },
  );
  expect(met).toBeGreaterThan(numRuns / 3);
});
