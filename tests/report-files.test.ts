import { eq, sql } from "drizzle-orm";
import readExcelFile from "read-excel-file/node";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/(register)/reports/export/route";
import { db } from "@/db/client";
import { billing, customers, events, profiles, savedReports } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createSavedReport, deleteSavedReport, updateSavedReport } from "@/lib/reports/commands";
import { reportOf, savedQuery } from "@/lib/reports/filter";
import { frameOfReport, listSavedReports } from "@/lib/reports/queries";
import { type Cast, cast, signedIn } from "./cast";
import { newField } from "./custom-field";
import { done, lastLine } from "./doing";

/** Who is signed in, in place of the cookie. */
const door = vi.hoisted(() => ({ viewer: null as Viewer | null }));
vi.mock("@/lib/session", async (original) => ({
  ...(await original<typeof import("@/lib/session")>()),
  currentViewer: async () => door.viewer,
  currentLocale: async () => "fi",
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { default: messages } = await import("../messages/fi.json");
  return {
    getTranslations: async (namespace?: string) =>
      createTranslator({ locale: "fi", messages, namespace: namespace as never }),
  };
});

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let shade: { id: number };
let secret: { id: number };

beforeAll(async () => {
  we = await cast();
  shade = await newField({ kind: "text", onReports: true, names: { fi: "Sävy" } });
  secret = await newField({ kind: "text", onReports: false, names: { fi: "Salainen" } });
  const { ahola } = we.world.customers;
  const custom = { [shade.id]: "=sininen", [secret.id]: "hush" };
  await db.update(customers).set({ annualRevenue: "5000.50", custom }).where(eq(customers.id, ahola));
  await db.update(billing).set({ creditLimit: "700" }).where(eq(billing.customerId, ahola));
});
beforeEach(() => {
  door.viewer = we.aino;
});

const file = (query: string) => GET(new Request(`http://kumppani.example/reports/export?${query}`));
const sheetsOf = async (query: string) =>
  (await readExcelFile(Buffer.from(await (await file(query)).arrayBuffer()))) as { sheet: string; data: unknown[][] }[];
const linesOf = async (query: string) => (await (await file(`${query}&format=csv`)).text()).split("\r\n");

describe("a file", () => {
  test("has the numbers that are seen, as numbers, and says on the second sheet how they came about", async () => {
    const sheets = await sheetsOf("by=type&across=country&columns=annualRevenue,creditLimit&q=ahola");
    const [numbers = [], about = []] = sheets.map(({ data }) => data);
    expect(numbers[0]).toEqual(["Tyyppi", "Suomi", "Yhteensä", "Osuus, %", "Liikevaihto, EUR", "Luottoraja, EUR"]);
    expect(numbers[1]?.slice(1)).toEqual([1, 1, 100, 5000.5, 700]);
    expect(numbers.at(-1)).toEqual(["Yhteensä", 1, 1, 100, 5000.5, 700]);
    const told = about.flat().join(" | ");
    for (const words of [
      "Asiakkaat asiakastyypeittäin ja maittain",
      "Aktiiviset asiakkaat",
      "ahola",
      "Aino Ruskalampi",
      "Pohjanranta",
    ]) {
      expect(told).toContain(words);
    }
    const [line] = await db.select().from(events).where(eq(events.action, "report.exported")).limit(1);
    expect(line?.actorId).toBe(we.aino.employeeId);
  });

  test("lists customers with the fields that reports may show, and no others", async () => {
    const query = `by=group&view=list&q=ahola&columns=types,custom.${shade.id},custom.${secret.id},staff,creditLimit`;
    const [head, row] = await linesOf(query);
    expect(head).toContain("Numero;Asiakas;Tyyppi");
    expect(head).toContain("Sävy");
    expect(head).not.toContain("Salainen");
    expect(row).toContain("Ahola Oy");
    expect(row).toContain("sininen");
    expect(row).not.toContain("hush");
    expect(row).toContain("EUR");
    const { key } = we.world.groups;
    const behind = await linesOf(`by=group&view=list&line=v.${key}`);
    expect(behind.filter((one) => one.includes(" Oy"))).toHaveLength(2);
  });

  test("lists contacts", async () => {
    const lines = await linesOf("about=contacts&by=keyword&view=list&line=none");
    expect(lines.some((line) => line.includes("Kuuralehto"))).toBe(true);
    expect((await linesOf("about=contacts&by=keyword"))[0]).toContain("Avainsana");
  });

  test("has no money for those who may not see it, and is not there without the rights", async () => {
    const grants = sql`${profiles.grants} || '{"money": "none"}'`;
    await db.update(profiles).set({ grants }).where(eq(profiles.builtIn, "manager"));
    door.viewer = await signedIn(we.aino.employeeId);
    expect((await linesOf("by=type&columns=annualRevenue,creditLimit&q=ahola")).join()).not.toMatch(/5000|700|Luotto/);
    expect((await linesOf("by=type&view=list&columns=creditLimit&q=ahola")).join()).not.toMatch(/700|Luotto/);
    await db
      .update(profiles)
      .set({ grants: sql`${profiles.grants} || '{"money": "read"}'` })
      .where(eq(profiles.builtIn, "manager"));
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      door.viewer = viewer;
      await expect(file("by=type"), viewer.facts.name).rejects.toThrow(absent);
    }
    door.viewer = we.aino;
    await expect(file("by=nonsense")).rejects.toThrow(absent);
  });
});

describe("a saved report", () => {
  const address = () => `by=type&across=country&q=oy&custom.${secret.id}=x&columns=creditLimit&tab=deleted&nonsense=1`;

  test("keeps the question as its address says it, cleaned, and is one’s own until it is shared", async () => {
    const id = await done(createSavedReport, we.aino, { name: "Tyypit", address: address() });
    const { saved } = await frameOfReport(we.aino, id);
    expect(saved?.filter).toEqual({ by: "type", across: "country", q: "oy", columns: "creditLimit" });
    await expect(frameOfReport(we.sven, id)).rejects.toThrow(absent);
    expect(await updateSavedReport(we.sven, { id, name: "Omani" }).catch(String)).toContain(absent);
    await done(updateSavedReport, we.aino, { id, version: saved?.version, isShared: ["", "on"] });
    const shared = await frameOfReport(we.sven, id);
    expect(shared.saved).toMatchObject({ name: "Tyypit", isOpen: false });
    expect(reportOf(shared.saved?.filter ?? {}, { viewer: we.sven, fields: [] })).toMatchObject({ columns: [] });
    expect(await deleteSavedReport(we.eetu, { id }).catch(String)).toContain(absent);
    expect((await listSavedReports(we.sven)).map(({ name, isMine }) => [name, isMine])).toEqual([["Tyypit", false]]);
    expect((await lastLine("saved_reports", id, "report.updated"))?.changes).toEqual({ isShared: true });
    await done(updateSavedReport, we.maija, { id, version: (saved?.version ?? 0) + 1, name: "Kaikkien" });
    await done(deleteSavedReport, we.maija, { id });
    await expect(frameOfReport(we.aino, id)).rejects.toThrow(absent);
  });

  test("has a name, once, and something to count by; the same form twice saves once", async () => {
    const refused = async (values: Record<string, unknown>) => {
      const outcome = await createSavedReport(we.aino, { address: "by=type", ...values });
      return outcome.ok ? "" : JSON.stringify(outcome);
    };
    expect(await refused({ name: "" })).toContain("required");
    expect(await refused({ name: "x".repeat(10_000) })).toContain("tooLong");
    expect(await refused({ name: "Ilman", address: "by=everything" })).toContain("checkValue");
    const form = { name: "Kerran", address: "by=owner", formKey: "a1b2c3d4-0000-4000-8000-000000000001" };
    const id = await done(createSavedReport, we.aino, form);
    expect(await done(createSavedReport, we.aino, form)).toBe(id);
    expect(await refused({ name: "KERRAN" })).toContain("taken");
    expect(await createSavedReport(we.pieter, { name: "Ei", address: "by=type" }).catch(String)).toContain(absent);
    expect(await db.$count(savedReports)).toBe(1);
  });

  test("says the same as the address it was saved from", () => {
    const reader = { viewer: we.maija, fields: [] };
    for (const words of [
      { by: "owner", stage: "all", grouping: "special.3", order: "label", down: "yes" },
      { by: "group", day: "2026-01-20", view: "list", line: "v.3", columns: "city,creditLimit" },
      { about: "contacts", by: "state", mailings: "no", type: "2" },
      { by: "type", special: "1,2", specials: "all", country: "FI", columns: "none" },
    ]) {
      const report = reportOf(words, reader);
      expect(report && savedQuery(report)).toEqual(words);
      expect(report && reportOf(savedQuery(report), reader)).toEqual(report);
    }
  });
});
