import { desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import readExcelFile from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { noteBackup } from "@/db/backup-line";
import { db, pools } from "@/db/client";
import { employees, events, files } from "@/db/schema/index";
import { openFile } from "@/lib/access/blobs";
import { visibleTables } from "@/lib/access/rows";
import { categoryOf, securityActions } from "@/lib/access/security-actions";
import type { Viewer } from "@/lib/access/viewer";
import { deleteCustomer } from "@/lib/customers/commands";
import { downloadOf } from "@/lib/downloads";
import { dayAfter } from "@/lib/moments";
import { updatePerson } from "@/lib/people/commands";
import { exportSecurityLog, securityBook } from "@/lib/security-log/export";
import { pageSize, securityFilter, wanted } from "@/lib/security-log/filter";
import { listSecurityLog } from "@/lib/security-log/queries";
import { sentenceOf } from "@/lib/security-log/words";
import en from "@/messages/en.json";
import fi from "@/messages/fi.json";
import { type Cast, cast, having } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const t = createTranslator({ locale: "fi", messages: fi, timeZone: "UTC" }) as never;

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const asked = (address: string) => securityFilter(Object.fromEntries(new URLSearchParams(address)));
const read = (viewer: Viewer, address = "") => listSecurityLog(viewer, asked(address));

type Door = { log?: string };
const modules = import.meta.glob<Record<string, Door>>("../lib/*/commands.ts", { eager: true });
const logWords = Object.values(modules).flatMap((doors) => Object.values(doors).flatMap(({ log }) => log ?? []));

describe("the list of what is security", () => {
  test("has every deletion of a command, and everything done to people and profiles", () => {
    const everyday = ["exchangeRate.deleted", "vatRate.deleted"];
    const meant = logWords.filter((word) => /\.(deleted|erased)$|^(person|profile|session|calendarFeed)\./.test(word));
    expect(meant.length).toBeGreaterThan(25);
    expect(meant.filter((word) => categoryOf(word) === null && !everyday.includes(word))).toEqual([]);
  });

  test("has a sentence for each word, and no sentence without one", () => {
    const told = (branch: object, path = ""): string[] =>
      Object.entries(branch).flatMap(([key, value]) =>
        typeof value === "object" ? told(value, `${path}${key}.`) : `${path}${key}`,
      );
    const spoken = securityActions.filter((action) => action !== "access.refused");
    expect(told(en.securityLog.act).toSorted()).toEqual(spoken.toSorted());
  });
});

describe("the page", () => {
  test("is for those with the right alone", async () => {
    await expect(read(we.aino)).rejects.toThrow(absent);
    await expect(exportSecurityLog(we.aino, wish("csv"), { t, locale: "fi" })).rejects.toThrow(absent);
    const reader = having(we.sven, { audit: "yes" });
    expect((await read(reader)).length).toBeGreaterThan(0);
    await expect(exportSecurityLog(reader, wish("csv"), { t, locale: "fi" })).rejects.toThrow(absent);
    expect(await db.select().from(visibleTables(we.aino).securityEvents)).toEqual([]);
  });

  test("tells a customer’s name only to those who reach it", async () => {
    const { wirtanen } = we.world.customers;
    await done(deleteCustomer, we.maija, { id: we.world.customers.svenAlways });
    await db.insert(events).values({ action: "file.downloaded", category: "taken", customerId: wirtanen });
    const nameFor = async (viewer: Viewer) =>
      (await read(viewer)).find(({ aboutId }) => aboutId === wirtanen)?.aboutName ?? null;
    expect(await nameFor(we.maija)).toContain("Wirtanen");
    expect(await nameFor(having(we.sven, { audit: "yes" }))).toBeNull();
    const gone = (await read(we.maija)).find(({ aboutId }) => aboutId === we.world.customers.svenAlways);
    expect(gone).toMatchObject({ action: "customer.deleted", aboutName: null });
  });

  test("says which fields changed, never their values", async () => {
    await done(updatePerson, we.maija, { id: we.world.people.nils, firstName: "Salanimi" });
    const [line] = await read(we.maija, `person=${we.world.people.nils}`);
    expect(line).toMatchObject({ action: "person.updated", fields: ["firstName"] });
    const [before] = await db.select().from(employees).where(eq(employees.id, we.world.people.nils));
    const { personName, ...rest } = line ?? { personName: null };
    expect(personName).toContain(before?.lastName);
    expect(JSON.stringify(rest)).not.toContain("Salanimi");
  });

  test("pages from the newest to the oldest, losing and repeating nobody, also within one moment", async () => {
    const at = new Date("2026-01-05T10:00:00Z");
    const many = Array.from({ length: 120 }, () => ({ action: "session.ended", category: "signIn" as const, at }));
    await db.insert(events).values(many);
    const seen: number[] = [];
    for (let before: number | undefined; ; ) {
      const found = await read(we.maija, before ? `before=${before}` : "");
      seen.push(...found.slice(0, pageSize).map(({ id }) => id));
      if (found.length <= pageSize) break;
      before = seen.at(-1);
    }
    const all = await db
      .select()
      .from(events)
      .where(isNotNull(events.category))
      .orderBy(desc(events.at), desc(events.id));
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test("is narrowed by kind, by person and by days, and nonsense is no filter", async () => {
    expect((await read(we.maija, "from=2026-01-05&to=2026-01-05")).length).toBe(pageSize + 1);
    expect(await read(we.maija, "from=2026-01-06&to=2026-01-31")).toEqual([]);
    const { today } = we.maija.facts;
    expect(await read(we.maija, `from=${dayAfter(today)}`)).toEqual([]);
    const of = await read(we.maija, `person=${we.sven.employeeId}&category=signIn&from=${today}`);
    expect(of.map(({ action, actorId }) => [action, actorId])).toEqual([["session.started", we.sven.employeeId]]);
    expect(await read(we.maija, "category=everything&person=-1&from=31.2.2026&before=x")).toEqual(await read(we.maija));
  });

  test("finds a page by its index among 60,000 lines of work", async () => {
    await db.execute(sql`insert into events (action, at, category, actor_id)
      select case when i % 20 = 0 then 'session.started' else 'customer.updated' end, now() - i * interval '1 minute',
        case when i % 20 = 0 then 'signIn' end, ${we.maija.employeeId} from generate_series(1, 60000) i`);
    await db.execute(sql`analyze events`);
    const { securityEvents: log } = visibleTables(we.maija);
    for (const address of ["", "category=taken", "from=2026-02-01&to=2026-02-02"]) {
      const page = db
        .select()
        .from(log)
        .where(wanted({ securityEvents: log }, asked(address), "Europe/Helsinki"))
        .orderBy(desc(log.at), desc(log.id))
        .limit(pageSize + 1);
      const plan = (await db.execute<{ "QUERY PLAN": string }>(sql`explain ${page}`)).rows;
      const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
      expect(text, address).toMatch(/events_security/);
      expect(text, address).not.toMatch(/Seq Scan on events/);
    }
  });
});

const wish = (format: "csv" | "xlsx") => ({ filter: asked(`from=${we.maija.facts.today}`), format, about: [] });

describe("a file of it", () => {
  const hostile = '=cmd|"/c calc"!A1\r\n\u001b[31m,;\t"Rivi"';

  test("has a line for each line, whatever people are called, and is a line itself", async () => {
    await db.update(employees).set({ lastName: "=1+1" }).where(eq(employees.id, we.world.people.karin));
    await db.insert(events).values({ action: "session.ended", category: "signIn", actorId: we.world.people.karin });
    const words = { t, locale: "fi" as const };
    const csv = await downloadOf(await securityBook(we.maija, wish("csv"), words), "csv", "loki").text();
    expect(csv).toMatch(/Karin =1\+1 kirjautui ulos/);
    const [line] = await db.select().from(events).orderBy(desc(events.id)).limit(1);
    expect(line).toMatchObject({ action: "securityLog.exported", facts: { format: "csv" } });
    // Below the headings its own line stands first.
    const rows = Number(line?.facts?.rows);
    expect(csv.trimEnd().split("\r\n").length).toBe(rows + 2);

    const bytes = await downloadOf(await securityBook(we.maija, wish("xlsx"), words), "xlsx", "loki").arrayBuffer();
    const [sheet, about] = await readExcelFile(Buffer.from(bytes));
    expect(sheet?.data.length).toBe(rows + 3);
    expect(JSON.stringify(about?.data)).toContain("Maija Hallavuo");
    expect(sheet?.data[2]?.[2]).toBe(`Maija Hallavuo latasi ${rows} tietoturvalokin riviä (CSV)`);
  });

  test("and the log hold nothing of a file’s name", async () => {
    const { aholaContract } = we.world.files;
    await db.update(files).set({ name: hostile }).where(eq(files.id, aholaContract));
    await openFile(we.maija, aholaContract);
    const [line] = await db.select().from(events).orderBy(desc(events.id)).limit(1);
    expect(line).toMatchObject({ action: "file.downloaded", subjectId: aholaContract, facts: {} });
    const csv = await downloadOf(await securityBook(we.maija, wish("csv"), { t, locale: "fi" }), "csv", "x").text();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(csv).not.toMatch(/calc|\u001b|Rivi/);
  });
});

test("a sentence says who, how many and how", () => {
  const line = { source: "web" as const, subject: null, actorName: "Sven Seller", personName: null };
  const english = createTranslator({ locale: "en", messages: en, timeZone: "UTC" }) as never;
  const say = (action: string, facts: Record<string, string | number>) =>
    sentenceOf({ ...line, action, facts }, english);
  expect(say("customers.exported", { rows: 85, format: "xlsx" })).toBe("Sven Seller downloaded 85 customers as Excel");
  expect(say("access.refused", { right: "customers.edit" })).toContain("Create and change customers");
  expect(say("session.started", { method: "set-up" })).toBe("Sven Seller signed in with a one-time link");
});

test("a backup and a restore are lines of it, said of the system", async () => {
  await noteBackup(pools.web, "backup.made", { rows: 7 });
  await noteBackup(pools.web, "backup.restored", {});
  const [restored, made] = await read(we.maija, "category=taken");
  expect([made, restored]).toMatchObject([
    { action: "backup.made", facts: { rows: 7 }, actorName: null },
    { action: "backup.restored", source: "system" },
  ]);
});

test("no line of it changes or goes", async () => {
  const some = gt(events.id, 0);
  await expect(db.update(events).set({ category: null }).where(some)).rejects.toThrow();
  await expect(db.delete(events).where(some)).rejects.toThrow();
});
