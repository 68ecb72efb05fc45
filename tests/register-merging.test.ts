import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  activities,
  contactKeywordLinks,
  contactRoleLinks,
  customerContacts,
  customerSegments,
  customers,
  customerTags,
  customerTypeLinks,
  customFields,
  employeeTeams,
  mailingLists,
  projects,
  segments,
  specialGroupMembers,
} from "@/db/schema/index";
import { createCustomer } from "@/lib/customers/commands";
import { addEntry, mergeEntry, switchEntry } from "@/lib/registers/commands";
import { listEntries } from "@/lib/registers/queries";
import type { RegisterName } from "@/lib/registers/rules";
import { createSpecialGroup } from "@/lib/special-groups/commands";
import { type Cast, cast } from "./cast";
import { customOf, newField } from "./custom-field";
import { done, lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let three: number[];
let contacts: number[];
beforeAll(async () => {
  we = await cast();
  three = [];
  for (const name of ["Kaislaranta Oy", "Hopeahalava ry", "Mustikkasuo"])
    three.push(await done(createCustomer, we.aino, { id: we.world.companies.oy, name, country: "FI" }));
  contacts = (await db.select({ id: customerContacts.id }).from(customerContacts).limit(3)).map(({ id }) => id);
});

let made = 0;
/** A new entry; of a register with words its Finnish one. */
async function entry(register: RegisterName, values: Record<string, string> = {}, name = `Nimi ${++made}`) {
  if (register === "specialGroups") return done(createSpecialGroup, we.maija, { name });
  const field = "name" in (wordless[register] ?? {}) ? "name" : "names.fi";
  return done(addEntry, we.maija, { register, [field]: name, ...values });
}

const wordless: Partial<Record<RegisterName, { name: true }>> = {
  teams: { name: true },
  keywords: { name: true },
  companyGroups: { name: true },
  segmentGroups: { name: true },
  segments: { name: true },
  tags: { name: true },
};

const used = async (register: RegisterName, id: number) =>
  (await listEntries(we.maija, register, "fi")).find((one) => one.id === id)?.used;

/** Merges once without and once with the answer to what is asked. */
async function merged(register: RegisterName, id: number, targetId: number) {
  const form = { register, id, targetId: String(targetId) };
  const asked = await mergeEntry(we.maija, form);
  if (asked.ok) return { asked: [], outcome: asked };
  const marks = asked.doubts?.map(({ mark }) => mark) ?? [];
  return { asked: asked.doubts ?? [], outcome: await mergeEntry(we.maija, { ...form, confirmed: marks }) };
}

type Case = {
  register: RegisterName;
  rest?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Gives the entry to the first, or to the second of three holders. */
  give: (entry: number, holder: 0 | 1 | 2) => Promise<unknown>;
  /** One holder has one at most. */
  single?: true;
};

const cases: Case[] = [
  {
    register: "customerTypes",
    give: (typeId, at) => db.insert(customerTypeLinks).values({ typeId, customerId: three[at] ?? 0 }),
  },
  { register: "tags", give: (tagId, at) => db.insert(customerTags).values({ tagId, customerId: three[at] ?? 0 }) },
  {
    register: "specialGroups",
    give: (specialGroupId, at) => db.insert(specialGroupMembers).values({ specialGroupId, customerId: three[at] ?? 0 }),
  },
  {
    register: "segments",
    rest: async () => ({ segmentGroupId: String(await sizes()) }),
    give: (segmentId, at) => db.insert(customerSegments).values({ segmentId, customerId: three[at] ?? 0 }),
  },
  {
    register: "companyGroups",
    give: (companyGroupId, at) =>
      db
        .update(customers)
        .set({ companyGroupId })
        .where(eq(customers.id, three[at] ?? 0)),
    single: true,
  },
  {
    register: "contactRoles",
    give: (roleId, at) => db.insert(contactRoleLinks).values({ roleId, contactId: contacts[at] ?? 0 }),
  },
  {
    register: "keywords",
    give: (keywordId, at) => db.insert(contactKeywordLinks).values({ keywordId, contactId: contacts[at] ?? 0 }),
  },
  {
    register: "activityTypes",
    rest: () => ({ kind: "todo", icon: "clock" }),
    give: (typeId, at) =>
      db.insert(activities).values({ customerId: three[at] ?? 0, kind: "todo", typeId, title: "Soita" }),
    single: true,
  },
  {
    register: "teams",
    rest: () => ({ companyId: String(we.world.companies.oy) }),
    give: (teamId, at) =>
      db.insert(employeeTeams).values({ teamId, employeeId: [we.maija, we.aino, we.eetu][at]?.employeeId ?? 0 }),
  },
];

let size: number | undefined;
const sizes = async () => (size ??= await entry("segmentGroups", { onlyOne: "false" }, "Henkilöstö"));

describe.each(cases)("$register", ({ register, rest, give, single }) => {
  test("go into another: asked with the numbers first, nothing twice, one line in the log", async () => {
    const parent = (await rest?.()) ?? {};
    const [one, other] = [await entry(register, parent), await entry(register, parent, `Jää ${register}`)];
    await give(one, 0);
    await give(one, 1);
    if (!single) await give(other, 1);
    const both = single ? 0 : 1;
    const { asked, outcome } = await merged(register, one, other);
    expect(asked).toMatchObject([{ key: "mergeUses", params: { n: 2, both } }]);
    expect(outcome).toMatchObject({ ok: true, result: { id: one, register, moved: 2 } });
    expect(await used(register, one)).toBeUndefined();
    expect(await used(register, other)).toBe(2);
    const subject = register.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const action = `${register.replace(/s$/, "")}.merged`;
    const line = await lastLine(subject, one, action);
    expect(JSON.stringify(line?.changes.mergedInto)).toContain(`Jää ${register}`);
    expect(line).toMatchObject({ by: we.maija.employeeId });
  });

  test("not into nothing, itself, one out of use or one elsewhere; not without the right", async () => {
    const parent = (await rest?.()) ?? {};
    const [one, off] = [await entry(register, parent), await entry(register, parent)];
    await switchEntry(we.maija, { register, id: off, to: "disabled" });
    for (const targetId of ["", "999999", "x", String(one), String(off)]) {
      expect(await mergeEntry(we.maija, { register, id: one, targetId })).toMatchObject({
        problems: { targetId: expect.anything() },
      });
    }
    for (const viewer of [we.aino, we.sven, we.nils])
      await expect(mergeEntry(viewer, { register, id: one, targetId: String(off) })).rejects.toThrow(absent);
    await expect(mergeEntry(we.maija, { register, id: 999_999, targetId: String(one) })).rejects.toThrow(absent);
  });
});

test("what nobody uses goes without a question", async () => {
  const [one, other] = [await entry("tags"), await entry("tags")];
  expect((await merged("tags", one, other)).asked).toEqual([]);
});

test("what stands in another group, kind or company is no target", async () => {
  const [one, other] = [await entry("segmentGroups"), await entry("segmentGroups")];
  const apart: [RegisterName, Record<string, string>, Record<string, string>][] = [
    ["segments", { segmentGroupId: String(one) }, { segmentGroupId: String(other) }],
    ["activityTypes", { kind: "todo", icon: "note" }, { kind: "note", icon: "note" }],
    ["teams", { companyId: String(we.world.companies.oy) }, { companyId: String(we.world.companies.ab) }],
  ];
  for (const [register, here, there] of apart) {
    const form = { register, id: await entry(register, here), targetId: String(await entry(register, there)) };
    expect(await mergeEntry(we.maija, form), register).toMatchObject({
      problems: { targetId: { key: "chooseOption" } },
    });
  }
});

test("what is proposed first or came with the product stays; custom fields have no such door", async () => {
  const types = await listEntries(we.maija, "customerTypes", "fi");
  const target = String(await entry("customerTypes"));
  for (const { id } of types.filter(({ values }) => values.builtIn || values.defaultConsumer))
    expect((await mergeEntry(we.maija, { register: "customerTypes", id, targetId: target })).ok).toBe(false);
  const { id } = await newField({ kind: "text" });
  const { id: targetId } = await newField({ kind: "text" });
  const form = { register: "customFields", id, targetId: String(targetId) };
  await expect(mergeEntry(we.maija, form)).rejects.toThrow(absent);
});

test("a type that loses invoicing asks for the customers that have no other", async () => {
  const one = await entry("customerTypes", { invoicingAllowed: "true" });
  const other = await entry("customerTypes", { invoicingAllowed: "false" });
  const customerId = await done(createCustomer, we.aino, {
    id: we.world.companies.oy,
    name: "Vain yksi tyyppi",
    country: "FI",
    types: [String(one)],
  });
  await db.insert(projects).values({ customerId, number: "P-950", name: "Katto", status: "active" });
  const { asked, outcome } = await merged("customerTypes", one, other);
  expect(asked.map(({ key }) => key)).toEqual(["mergeUses", "typeNotInvoiced"]);
  expect(outcome.ok).toBe(true);
});

describe("mailing lists", () => {
  test.each([
    ["keywords", "keyword"],
    ["contactRoles", "role"],
  ] as const)("that ask for one of the %s ask for the other", async (register, word) => {
    const [one, other] = [await entry(register), await entry(register)];
    const filter = { [word]: String(one), country: "FI" };
    const name = `Lista ${register}`;
    await db.insert(mailingLists).values({ name, filter, ownerId: we.aino.employeeId });
    await merged(register, one, other);
    const [list] = await db.select().from(mailingLists).where(eq(mailingLists.name, name));
    expect(list?.filter).toEqual({ [word]: String(other), country: "FI" });
  });
});

describe("options of a custom field", () => {
  test("change in values of one and of many, and in what new customers begin with", async () => {
    const register = "customOptions";
    const many = await newField({ kind: "multiChoice" }, ["a", "b", "c"]);
    const single = await newField({ kind: "dropdown" }, ["x", "y"]);
    const [a = 0, b = 0, c = 0] = many.options;
    const [x = 0, y = 0] = single.options;
    await db.update(customFields).set({ startValue: x }).where(eq(customFields.id, single.id));
    const [first = 0, second = 0, third = 0] = three;
    const give = (id: number, custom: Record<string, unknown>) =>
      db.update(customers).set({ custom }).where(eq(customers.id, id));
    await give(first, { [many.id]: [a, c], [single.id]: x });
    await give(second, { [many.id]: [a, b], [single.id]: y });
    await give(third, { [many.id]: [c] });
    const { asked } = await merged(register, a, b);
    expect(asked).toMatchObject([{ params: { n: 2, both: 1 } }]);
    expect((await merged(register, x, y)).outcome.ok).toBe(true);
    expect(await customOf(first)).toEqual({ [many.id]: [b, c], [single.id]: y });
    expect(await customOf(second)).toEqual({ [many.id]: [b], [single.id]: y });
    expect(await customOf(third)).toEqual({ [many.id]: [c] });
    const [field] = await db.select().from(customFields).where(eq(customFields.id, single.id));
    expect(field?.startValue).toBe(y);
    const form = { register, id: b, targetId: String(y) };
    expect(await mergeEntry(we.maija, form)).toMatchObject({ problems: { targetId: { key: "chooseOption" } } });
  });
});

describe("segment groups", () => {
  test("take the segments of the other; two of one name become one", async () => {
    const [one, other] = [await entry("segmentGroups"), await entry("segmentGroups")];
    const within = (segmentGroupId: number) => ({ segmentGroupId: String(segmentGroupId) });
    const [big, small] = [await entry("segments", within(one), "Iso"), await entry("segments", within(one), "Pieni")];
    const kept = await entry("segments", within(other), "iso");
    await db
      .insert(customerSegments)
      .values([big, small].map((segmentId) => ({ segmentId, customerId: three[0] ?? 0 })));
    expect((await merged("segmentGroups", one, other)).outcome).toMatchObject({ ok: true });
    const left = await db.select().from(segments).where(eq(segments.segmentGroupId, other)).orderBy(segments.position);
    expect(left.map(({ id }) => id)).toEqual([kept, small]);
    expect(await used("segments", kept)).toBe(1);
  });

  test("not where a customer would then have two of a group that allows one", async () => {
    const one = await entry("segmentGroups", { onlyOne: "true" });
    const other = await entry("segmentGroups", { onlyOne: "true" });
    for (const segmentGroupId of [one, other]) {
      const segmentId = await entry("segments", { segmentGroupId: String(segmentGroupId) });
      await db.insert(customerSegments).values({ segmentId, customerId: three[1] ?? 0 });
    }
    expect((await merged("segmentGroups", one, other)).outcome).toMatchObject({
      problems: { targetId: { key: "onlyOneAfterMerge" } },
    });
    expect(await used("segmentGroups", one)).toBe(1);
  });
});

describe("two people at once", () => {
  test("who merge the two into each other leave one, with everything", async () => {
    const [one, other] = [await entry("tags"), await entry("tags")];
    await db.insert(customerTags).values([
      { tagId: one, customerId: three[0] ?? 0 },
      { tagId: other, customerId: three[1] ?? 0 },
    ]);
    const outcomes = await Promise.all(
      [merged("tags", one, other), merged("tags", other, one)].map((done) => done.catch(() => null)),
    );
    expect(outcomes.filter((done) => done?.outcome.ok)).toHaveLength(1);
    const left = await db.select().from(customerTags).where(sql`${customerTags.tagId} in (${one}, ${other})`);
    expect(left).toHaveLength(2);
    expect(new Set(left.map(({ tagId }) => tagId)).size).toBe(1);
  });

  test("where more use it meanwhile, it asks again", async () => {
    const [one, other] = [await entry("tags"), await entry("tags")];
    const give = (at: number) => db.insert(customerTags).values({ tagId: one, customerId: three[at] ?? 0 });
    await give(0);
    const form = { register: "tags", id: one, targetId: String(other) };
    const asked = await mergeEntry(we.maija, form);
    const confirmed = asked.ok ? [] : asked.doubts?.map(({ mark }) => mark);
    await give(1);
    expect(await mergeEntry(we.maija, { ...form, confirmed })).toMatchObject({ doubts: [{ params: { n: 2 } }] });
    const kept = and(eq(customerTags.tagId, one), eq(customerTags.customerId, three[0] ?? 0));
    expect(await db.$count(customerTags, kept)).toBe(1);
  });
});
