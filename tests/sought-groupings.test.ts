import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  customerSegments,
  customers,
  customerTags,
  customerTypeLinks,
  customerTypes,
  segmentGroups,
  segments,
  settings,
  specialGroupMembers,
  specialGroups,
  tags,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { customerFilter, filterQuery, isFiltered } from "@/lib/customers/filter";
import { countTabs, listCustomers, listFilterOptions } from "@/lib/customers/list";
import { type Params, paramsOf } from "@/lib/list-address";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
/** Two entries of each: the first customer has both, the second the one, the third none. */
const pairs: Record<"tag" | "segment" | "special" | "type", [number, number]> = {
  tag: [0, 0],
  segment: [0, 0],
  special: [0, 0],
  type: [0, 0],
};
const names = ["Kaislikko Oy", "Lampisaari Oy", "Metsola Oy"];

beforeAll(async () => {
  we = await cast();
  const home = { companyId: we.world.companies.oy, country: "FI", stage: "active" as const };
  const rows = names.map((name, at) => ({ ...home, name, number: `S-${at}`, ownerId: we.maija.employeeId }));
  const made = await db.insert(customers).values(rows).returning({ id: customers.id });
  const [first = 0, second = 0, third = 0] = made.map(({ id }) => id);
  const idsOf = (inserted: { id: number }[]) => inserted.map(({ id }) => id) as [number, number];
  const named = [{ name: "Yksi" }, { name: "Kaksi" }];
  pairs.tag = idsOf(await db.insert(tags).values(named).returning());
  pairs.special = idsOf(await db.insert(specialGroups).values(named).returning());
  const [group] = await db.insert(segmentGroups).values({ name: "Ala" }).returning();
  const within = named.map((one) => ({ ...one, segmentGroupId: group?.id ?? 0 }));
  pairs.segment = idsOf(await db.insert(segments).values(within).returning());
  pairs.type = idsOf(
    await db
      .insert(customerTypes)
      .values([{ names: { fi: "Yksi" } }, { names: { fi: "Kaksi" } }])
      .returning(),
  );
  for (const [name, [one, other]] of Object.entries(pairs) as [keyof typeof pairs, [number, number]][]) {
    for (const [customerId, id] of [
      [first, one],
      [first, other],
      [second, one],
    ] as const) {
      if (name === "tag") await db.insert(customerTags).values({ customerId, tagId: id });
      if (name === "special") await db.insert(specialGroupMembers).values({ customerId, specialGroupId: id });
      if (name === "segment") await db.insert(customerSegments).values({ customerId, segmentId: id });
      if (name === "type") await db.insert(customerTypeLinks).values({ customerId, typeId: id });
    }
  }
  const [usual] = await db.select().from(customerTypes);
  await db.insert(customerTypeLinks).values({ customerId: third, typeId: usual?.id ?? 0 });
});

async function found(params: Params, viewer: Viewer = we.maija): Promise<string[]> {
  const { rows } = await listCustomers(viewer, customerFilter({ ...params, sort: "number" }), "fi");
  return rows.map(({ name }) => name).filter((name) => names.includes(name));
}

describe.each(Object.keys(pairs) as (keyof typeof pairs)[])("%s", (name) => {
  test("several are found by any, all or none of them, in list and counts alike", async () => {
    const [one, other] = pairs[name];
    const both = `${one},${other}`;
    expect(await found({ [name]: String(other) })).toEqual(["Kaislikko Oy"]);
    expect(await found({ [name]: both })).toEqual(["Kaislikko Oy", "Lampisaari Oy"]);
    expect(await found({ [name]: [String(one), String(other)], [`${name}s`]: "any" })).toHaveLength(2);
    expect(await found({ [name]: both, [`${name}s`]: "all" })).toEqual(["Kaislikko Oy"]);
    expect(await found({ [name]: both, [`${name}s`]: "none" })).toEqual(["Metsola Oy"]);
    expect(await found({ [name]: String(other), [`${name}s`]: "none" })).toEqual(["Lampisaari Oy", "Metsola Oy"]);
    const counts = await countTabs(we.maija, customerFilter({ [name]: both, [`${name}s`]: "all" }));
    expect(counts).toMatchObject({ active: 1, prospects: 0, archived: 0 });
  });

  test("the address says only what is asked, and nonsense asks nothing", () => {
    const said = (params: Params) => {
      const query = filterQuery(customerFilter(params)) as Record<string, unknown>;
      return [query[name], query[`${name}s`], isFiltered(customerFilter(params))];
    };
    expect(said({ [name]: ["2", "1", "2,x", ""], [`${name}s`]: "all" })).toEqual(["2,1", "all", true]);
    expect(said({ [name]: "3", [`${name}s`]: "any" })).toEqual(["3", null, true]);
    expect(said({ [name]: "x,-1,0", [`${name}s`]: "none" })).toEqual([null, null, false]);
    expect(said({ [name]: "3", [`${name}s`]: "some" })).toEqual(["3", null, true]);
    const many = Array.from({ length: 200 }, (_, at) => String(at + 1)).join(",");
    expect(customerFilter({ [name]: many })[name].ids).toHaveLength(20);
  });
});

test("what is ticked in a form comes several times, in a link with commas", () => {
  const params = paramsOf(new URLSearchParams("tag=1&tag=2&tags=all&q=a"));
  expect(params).toEqual({ tag: ["1", "2"], tags: ["all"], q: ["a"] });
  expect(customerFilter(params).tag).toEqual({ ids: [1, 2], way: "all" });
});

test("what is out of use is offered only where it is asked for; segments only where they are in use", async () => {
  const [, other] = pairs.tag;
  const [first] = pairs.segment;
  await db.update(tags).set({ disabledAt: new Date() }).where(eq(tags.id, other));
  const offered = async (params: Params = {}, viewer = we.maija) => {
    const options = await listFilterOptions(viewer, "fi", customerFilter(params));
    return { tags: options.tags.map(({ id }) => id), segments: options.segments.map(({ id }) => id) };
  };
  expect((await offered()).tags).not.toContain(other);
  expect((await offered({ tag: String(other) })).tags).toContain(other);
  expect((await offered()).segments).toContain(first);
  await db.update(settings).set({ features: [] });
  expect((await offered({}, await signedIn(we.maija.employeeId))).segments).toEqual([]);
});

describe("another company's customers", () => {
  test("whose tags are hidden are not found by having none of them", async () => {
    const none = { tag: pairs.tag.join(), tags: "none" };
    const before = await signedIn(we.sven.employeeId);
    await db.update(settings).set({ showOtherCompanies: true, maskOtherCompanies: true });
    const sven = await signedIn(we.sven.employeeId);
    expect(await found({}, sven)).toEqual(names);
    expect(await found(none, sven)).toEqual([]);
    expect(await found({ special: pairs.special.join(), specials: "none" }, sven)).toEqual([]);
    expect(await found({ type: pairs.type.join(), types: "none" }, sven)).toEqual(["Metsola Oy"]);
    expect(await found(none, before)).toEqual([]);
    await db.update(settings).set({ showOtherCompanies: false, maskOtherCompanies: false });
  });
});
