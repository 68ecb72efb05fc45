import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import { updateCustomer } from "@/lib/customers/commands";
import { customerFilter } from "@/lib/customers/filter";
import { listCustomers, listFilterOptions } from "@/lib/customers/list";
import { offerIndustry } from "@/lib/industries/commands";
import { divisionCodes, divisionName } from "@/lib/industries/divisions";
import { industriesInUse, offeredDivisions } from "@/lib/industries/queries";
import { divisionsOf, industrySections, sectionOf } from "@/lib/industries/rules";
import { locales } from "@/lib/locale/choice";
import { type Cast, cast } from "./cast";
import { lastLine } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
beforeAll(async () => {
  we = await cast();
  await db.update(customers).set({ industryCode: null });
  await db.update(customers).set({ industryCode: "43220" }).where(eq(customers.id, we.world.customers.ahola));
  await db.update(customers).set({ industryCode: "41" }).where(eq(customers.id, we.world.customers.vaahtera));
});

const offer = (section: unknown, to: unknown, viewer = we.maija) => offerIndustry(viewer, { id: 1, section, to });

describe("divisions", () => {
  test("fill the sections, each with a name in every language", () => {
    for (const section of industrySections) {
      const [first, last] = divisionsOf(section);
      const own = divisionCodes.filter((code) => sectionOf(code) === section);
      expect([own[0], own.at(-1)], section).toEqual([first, last]);
    }
    for (const locale of locales) {
      const names = divisionCodes.map((code) => divisionName(code, locale));
      expect(names.every((name) => name.length > 3)).toBe(true);
      expect(new Set(names).size).toBe(87);
    }
    expect(divisionName("43220", "en")).toBe("Specialised construction");
    expect(divisionName("45", "en")).toBe("");
  });
});

describe("a section that is not offered", () => {
  test("is left out of filters and suggestions, and stays where it is used or asked for", async () => {
    expect(await offer("F", "hidden")).toMatchObject({ ok: true });
    expect(await offer("F", "hidden")).toMatchObject({ ok: true });
    expect(await offer("A", "hidden")).toMatchObject({ ok: true });
    expect((await listFilterOptions(we.pieter, "nl")).hiddenIndustries.toSorted()).toEqual(["A", "F"]);
    const divisions = await offeredDivisions(we.aino);
    expect(divisions).toContain("10");
    expect(divisions.filter((code) => ["41", "42", "43", "01"].includes(code))).toEqual([]);
    const found = await listCustomers(we.maija, customerFilter({ industry: "F", view: "flat" }), "fi");
    expect(found.rows.map(({ name }) => name)).toContain("Ahola Oy");
    expect(await updateCustomer(we.aino, { id: we.world.customers.ahola, industryCode: "43" })).toMatchObject({
      ok: true,
    });

    expect(await lastLine("settings", 1, "industries.switched")).toMatchObject({
      by: we.maija.employeeId,
      changes: { hiddenIndustries: ["A", "F"] },
    });
    expect(await offer("F", "offered")).toMatchObject({ ok: true });
    expect(await offeredDivisions(we.aino)).toContain("43");
    expect((await industriesInUse(we.maija)).hidden).toEqual(["A"]);
    await offer("A", "offered");
  });

  test("is one there is, and the administrator’s to choose", async () => {
    for (const section of ["W", "", "f", ["A"], "A,B"]) expect((await offer(section, "hidden")).ok).toBe(false);
    for (const to of ["off", "", ["hidden"]]) expect((await offer("A", to)).ok).toBe(false);
    for (const viewer of [we.aino, we.sven, we.nils]) {
      await expect(offer("A", "hidden", viewer)).rejects.toThrow(absent);
      await expect(industriesInUse(viewer)).rejects.toThrow(absent);
    }
    await expect(offeredDivisions(we.nils)).rejects.toThrow(absent);
    await expect(db.update(settings).set({ hiddenIndustries: ["W"] })).rejects.toThrow();
    expect((await industriesInUse(we.maija)).hidden).toEqual([]);
  });
});

test("counts are of the customers one may open", async () => {
  const { customers: counted } = await industriesInUse(we.maija);
  expect(Object.fromEntries(counted)).toEqual({ 41: 1, 43: 1 });
});
