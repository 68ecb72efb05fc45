import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, profiles, teams } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { undoChange } from "@/lib/responsibilities/commands";
import { changeInBulk } from "@/lib/responsibility-bulk/commands";
import { bulkChoices } from "@/lib/responsibility-bulk/queries";
import { mostCustomers, type Target, targetOf } from "@/lib/responsibility-bulk/rules";
import { change, plan, previewed, type Values } from "./bulk";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let people: Cast["world"]["people"];
let known: Cast["world"]["customers"];
let team: Record<string, number>;
/** May change responsibilities, but only add and take away herself. */
let herself: Viewer;

beforeAll(async () => {
  we = await cast();
  ({ people, customers: known } = we.world);
  team = Object.fromEntries((await db.select().from(teams)).map(({ id, name }) => [name, id]));
  herself = await withRights(people.karin, { customers: "edit", responsibilities: "yes" }, "all");
});

async function withRights(employeeId: number, grants: Record<string, string>, reach: string): Promise<Viewer> {
  const [profile] = await db
    .insert(profiles)
    .values({ name: `P${employeeId}`, grants, reach: [reach] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, employeeId));
  return signedIn(employeeId);
}

describe("what is refused", () => {
  const one = "bulk.row.customer.1";
  const give = { deed: "give", whoId: "1" };
  const copy = { deed: "copy", mode: "also" };
  test.each<[panel: string, values: Values, field: string, key: string]>([
    ["bulk.shown", { deed: "give", whoId: "" }, "whoId", "required"],
    ["bulk.shown", { deed: "give", whoId: "999999" }, "whoId", "chooseOption"],
    ["bulk.shown", { ...give, validFrom: "31.2.2026" }, "validFrom", "date"],
    ["bulk.shown", { ...give, validFrom: "2026-02-02", validTo: "2026-02-01" }, "validTo", "period"],
    ["bulk.shown", { ...give, roleId: "999999" }, "roleId", "chooseOption"],
    ["bulk.shown", { ...give, note: "a".repeat(10_000) }, "note", "tooLong"],
    ["bulk.shown", { deed: "team", teamId: "999999" }, "teamId", "chooseOption"],
    [one, { ...copy, fromNumber: "<b>ξ</b>" }, "fromNumber", "numberUnknown"],
    [one, { ...copy, fromNumber: "" }, "fromNumber", "required"],
    [one, { ...copy, fromNumber: "1", mode: "both" }, "mode", "chooseOption"],
  ])("%s %o", async (panel, values, field, key) => {
    expect(await plan(we.aino, panel, values)).toMatchObject({ ok: false, problems: { [field]: { key } } });
  });

  test("who may not, and what is out of reach, is not there", async () => {
    const wish = { deed: "clear" };
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(plan(viewer, `bulk.row.customer.${known.ahola}`, wish)).rejects.toThrow(absent);
      await expect(changeInBulk(viewer, { panel: "bulk.shown", plan: "", ...wish })).rejects.toThrow(absent);
    }
    await expect(plan(we.aino, "bulk.row.customer.999999", wish)).rejects.toThrow(absent);
    await expect(plan(we.aino, `bulk.row.customer.${known.binned}`, wish)).rejects.toThrow(absent);
    await expect(plan(we.aino, "bulk.column.999999", wish)).rejects.toThrow(absent);
    await expect(bulkChoices(we.aino, targetOf("bulk.column.999999") as Target, "en")).rejects.toThrow(absent);
    const others = ["bulk", "bulk.row.1", "bulk.row.group.1", "bulk.column.0", "cell.customer.1.2"];
    expect(others.map(targetOf).filter(Boolean)).toEqual([]);
  });

  test("who may not assign others is alone in the change", async () => {
    const values = { deed: "team", teamId: String(team.Stockholm) };
    const preview = await previewed(herself, `bulk.row.customer.${known.ahola}`, values);
    expect(preview.counts).toMatchObject({ added: 0, skipped: 2 });
    expect(preview.lines[0]?.why).toBe("others");
    const { id } = await change(herself, `bulk.column.${people.karin}`, { deed: "give" }, "q=ahola");
    await done(undoChange, herself, { id });
  });

  test("somebody who left is given nothing", async () => {
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, people.ebba));
    const preview = await previewed(we.aino, `bulk.column.${people.ebba}`, { deed: "give" }, "q=ahola");
    expect(preview.lines).toMatchObject([{ fate: "skipped", why: "inactive" }]);
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, people.ebba));
  });

  test("a plan that is no longer true", async () => {
    const values = { deed: "give", whoId: String(people.pieter) };
    const { mark } = await previewed(we.aino, "bulk.shown", values, "q=ahola");
    await change(we.maija, `bulk.column.${people.pieter}`, { deed: "give" }, "q=ahola");
    const late = await changeInBulk(we.aino, { panel: "bulk.shown", where: "q=ahola", plan: mark, ...values });
    expect(late).toEqual({ ok: false, problems: { plan: { key: "planChanged" } } });
  });

  test("losing one's own sight is asked about first", async () => {
    const rights = { customers: "edit", responsibilities: "yes", assignOthers: "yes" };
    const sven = await withRights(people.sven, rights, "mine");
    const panel = `bulk.row.customer.${known.svenAlways}`;
    const { mark } = await previewed(sven, panel, { deed: "clear" });
    const post = { panel, plan: mark, deed: "clear" };
    const asked = await changeInBulk(sven, post);
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "customersLost" }] });
    const confirmed = asked.ok ? [] : asked.doubts?.map((doubt) => doubt.mark);
    await done(changeInBulk, sven, { ...post, confirmed });
    await expect(plan(sven, `bulk.row.customer.${known.ahola}`, { deed: "clear" })).rejects.toThrow(absent);
  });
});

test("more customers than one change takes in are refused, not cut", async () => {
  await db.execute(sql`insert into ${customers} (company_id, number, name, country, stage)
    select ${we.maija.facts.companyId}, (500000 + i)::text, 'Suuri joukko ' || i, 'FI', 'active'
    from generate_series(1, ${mostCustomers + 1}::int) i`);
  const wish = { deed: "give", whoId: String(people.pieter) };
  const problems = { "": { key: "tooManyFound", params: { max: mostCustomers } } };
  expect(await plan(we.aino, "bulk.shown", wish, "q=suuri+joukko")).toEqual({ ok: false, problems });
  const post = { panel: "bulk.shown", where: "q=suuri+joukko", plan: "", ...wish };
  expect(await changeInBulk(we.aino, post)).toEqual({ ok: false, problems });
});
