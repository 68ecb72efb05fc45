import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/calendar/[file]/route";
import { db } from "@/db/client";
import {
  activities,
  activityParticipants,
  calendarFeeds,
  customers,
  employees,
  events,
  eventValues,
  formKeys,
  groupSellers,
  projectTasks,
} from "@/db/schema/index";
import { newFeedSecret } from "@/lib/access/feeds";
import type { Viewer } from "@/lib/access/viewer";
import { renewFeed, revokeFeed } from "@/lib/calendar/commands";
import { type CalendarEntry, icalendar } from "@/lib/calendar/icalendar";
import { getMyFeed } from "@/lib/calendar/queries";
import { momentAt } from "@/lib/moments";
import { type Cast, cast } from "./cast";

const request = vi.hoisted(() => ({ ip: "192.0.2.1" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "kumppani.example", "x-client-address": request.ip }),
}));

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const zone = "Europe/Helsinki";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});

async function subscribe(viewer: Viewer): Promise<string> {
  const { token, tokenHash } = newFeedSecret();
  expect(await renewFeed(viewer, { tokenHash })).toMatchObject({ ok: true });
  return token;
}

const ask = (file: string) =>
  GET(new Request(`http://kumppani.example/api/calendar/${file}`), { params: Promise.resolve({ file }) });

async function titles(token: string): Promise<string[]> {
  const answer = await ask(`${token}.ics`);
  expect(answer.status).toBe(200);
  return read(await answer.text()).map((entry) => entry.SUMMARY?.value ?? "");
}

type Line = { name: string; parameters: Record<string, string>; value: string };
type Component = Record<string, Line> & { alarm?: Record<string, Line> };

/** A reader of its own: lines unfolded, parameters parted, text unescaped, alarms in their entry. */
function read(file: string): Component[] {
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const found: Component[] = [];
  const open: string[] = [];
  for (const line of file.replaceAll("\r\n ", "").trimEnd().split("\r\n")) {
    const [, name = "", rest = "", raw = ""] = /^([A-Z-]+)((?:;[^:;]+)*):(.*)$/s.exec(line) ?? [];
    expect(name, line).not.toBe("");
    const parameters = Object.fromEntries(
      rest
        .split(";")
        .slice(1)
        .map((part) => part.split("=")),
    );
    const value = raw.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? "\n" : sign));
    if (name === "BEGIN") {
      open.push(raw);
      if (raw === "VEVENT") found.push({});
      if (raw === "VALARM") Object.assign(found.at(-1) ?? {}, { alarm: {} });
    } else if (name === "END") expect(open.pop()).toBe(raw);
    else if (open.at(-1) === "VEVENT") Object.assign(found.at(-1) ?? {}, { [name]: { name, parameters, value } });
    else if (open.at(-1) === "VALARM")
      Object.assign(found.at(-1)?.alarm ?? {}, { [name]: { name, parameters, value } });
  }
  expect(open).toEqual([]);
  return found;
}

const entry: CalendarEntry = {
  uid: "activity-1@kumppani",
  sequence: 3,
  createdAt: new Date("2026-01-05T09:00:00Z"),
  updatedAt: new Date("2026-02-05T09:00:00Z"),
  title: "Tapaaminen",
  description: "",
  place: null,
  url: "https://kumppani.example/customers/1",
  when: { start: new Date("2026-03-20T08:00:00Z"), end: new Date("2026-03-20T09:30:00Z") },
  repeats: null,
  remindAt: null,
  isPrivate: false,
  isBusy: true,
};
const written = (changes: Partial<CalendarEntry>) => {
  const file = icalendar("Kumppani", zone, [{ ...entry, ...changes }]);
  return { file, entry: read(file)[0] ?? {} };
};

describe("an entry", () => {
  test("has its moments in UTC, its version as sequence, and stays the same one", () => {
    const { entry: one } = written({});
    expect(one.UID?.value).toBe("activity-1@kumppani");
    expect(one.SEQUENCE?.value).toBe("3");
    expect(one.DTSTART?.value).toBe("20260320T080000Z");
    expect(one.DTEND?.value).toBe("20260320T093000Z");
    expect(one.DTSTAMP?.value).toBe("20260205T090000Z");
    expect(one.alarm).toBeUndefined();
  });

  test("of whole days ends on the day after its last", () => {
    const { entry: one } = written({ when: { firstDay: "2026-02-27", lastDay: "2026-02-28" } });
    expect(one.DTSTART).toMatchObject({ parameters: { VALUE: "DATE" }, value: "20260227" });
    expect(one.DTEND).toMatchObject({ parameters: { VALUE: "DATE" }, value: "20260301" });
  });

  test("keeps every letter, whatever the text", () => {
    for (const text of [
      "Komma, puolipiste; kenoviiva \\ ja\nuusi rivi\r\nja toinen",
      "BEGIN:VEVENT\r\nSUMMARY:väärä",
      "Å".repeat(200),
      "👩‍🔧".repeat(60),
      `${"a".repeat(66)}ääääää`,
    ]) {
      const { entry: one } = written({ title: text, description: text, place: text });
      for (const name of ["SUMMARY", "DESCRIPTION", "LOCATION"] as const) {
        expect(one[name]?.value).toBe(text.replace(/\r\n/g, "\n"));
      }
    }
    expect(written({ title: "a\u0000b\u0007c" }).entry.SUMMARY?.value).toBe("abc");
  });

  test("reminds so many minutes before, or on the morning of the day", () => {
    expect(written({ remindAt: -15 }).entry.alarm?.TRIGGER?.value).toBe("-PT15M");
    expect(written({ remindAt: 480 }).entry.alarm?.TRIGGER?.value).toBe("PT480M");
    expect(written({ remindAt: -15 }).entry.alarm?.ACTION?.value).toBe("DISPLAY");
  });

  test("that repeats stands in its time zone, so that the clocks may change", () => {
    const until = { every: "weekly", until: "2026-04-30" } as const;
    const { file, entry: one } = written({ repeats: until });
    expect(one.DTSTART).toMatchObject({ parameters: { TZID: zone }, value: "20260320T100000" });
    expect(one.RRULE?.value).toBe("FREQ=WEEKLY;UNTIL=20260430T205959Z");
    expect(file).toContain(`BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n`);
    expect(file).toContain("BEGIN:DAYLIGHT\r\nDTSTART:20260329T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n");
    expect(file).toContain("BEGIN:STANDARD\r\nDTSTART:20261025T040000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\n");
    expect(written({}).file).not.toContain("VTIMEZONE");
  });

  test("that repeats on a day some months lack falls on their last day", () => {
    const rule = (firstDay: string, every: "monthly" | "yearly" | "daily") =>
      written({ when: { firstDay, lastDay: firstDay }, repeats: { every, until: null } }).entry.RRULE?.value;
    expect(rule("2026-01-28", "monthly")).toBe("FREQ=MONTHLY");
    expect(rule("2026-01-31", "monthly")).toBe("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1");
    expect(rule("2028-02-29", "yearly")).toBe("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1");
    expect(rule("2026-01-31", "daily")).toBe("FREQ=DAILY");
    const dated = {
      when: { firstDay: "2026-01-01", lastDay: "2026-01-01" },
      repeats: { every: "daily", until: "2026-02-01" },
    } as const;
    expect(written(dated).entry.RRULE?.value).toBe("FREQ=DAILY;UNTIL=20260201");
  });
});

describe("a feed", () => {
  test("holds what is mine and open to me, with its links, and nothing of others", async () => {
    const eetu = await subscribe(we.eetu);
    expect(await titles(eetu)).toEqual(["☐ Lähetä tarjous", "☐ Kohdekartoitus"]);
    const maija = await subscribe(we.maija);
    expect(await titles(maija)).toEqual(["Vuosipalaveri"]);
    expect(await titles(await subscribe(we.nils))).toEqual([]);
    const [todo] = read(await (await ask(`${eetu}.ics`)).text());
    const id = we.world.activities.aholaTodo;
    expect(todo).toMatchObject({
      UID: { value: `activity-${id}@kumppani` },
      DTSTART: { value: "20260220" },
      DESCRIPTION: { value: "Ahola Oy" },
      TRANSP: { value: "TRANSPARENT" },
      URL: { value: `http://kumppani.example/customers/${we.world.customers.ahola}?panel=activity.${id}` },
    });
    const [meeting] = read(await (await ask(`${maija}.ics`)).text());
    expect(meeting).toMatchObject({ LOCATION: { value: "Teams" }, TRANSP: { value: "OPAQUE" } });
  });

  test("hides the private of others, what was declined, done, archived, or is over long ago", async () => {
    const now = Date.now();
    const hours = (from: number) => ({ startsAt: new Date(now + from), endsAt: new Date(now + from + 3600_000) });
    const day = 24 * 3600_000;
    const { ahola } = we.world.customers;
    const { aino, maija } = we.world.people;
    const event = { customerId: ahola, kind: "event", ownerId: aino, createdBy: aino } as const;
    const made = await db
      .insert(activities)
      .values([
        { ...event, title: "Oma salaisuus", isPrivate: true, ...hours(day) },
        { ...event, title: "Kutsu", ...hours(2 * day) },
        { ...event, title: "Viime kuussa", ...hours(-30 * day) },
        { ...event, title: "Kauan sitten", ...hours(-100 * day) },
        { ...event, title: "Kauan sitten alkanut sarja", repeats: "weekly", remindBefore: 15, ...hours(-100 * day) },
        { ...event, kind: "todo", title: "Tehty", dueOn: "2026-05-05", completedAt: new Date() },
        { ...event, kind: "todo", title: "Päivätön" },
      ])
      .returning({ id: activities.id, title: activities.title });
    const invitation = made.find(({ title }) => title === "Kutsu")?.id ?? 0;
    await db.insert(activityParticipants).values({ activityId: invitation, employeeId: maija });
    const ainos = await subscribe(we.aino);
    const maijas = await subscribe(we.maija);
    const shown = ["Vuosipalaveri", "Oma salaisuus", "Kutsu", "Viime kuussa", "Kauan sitten alkanut sarja"];
    expect(await titles(ainos)).toEqual(shown);
    expect(await titles(maijas)).toEqual(["Vuosipalaveri", "Kutsu"]);
    const answer = await (await ask(`${ainos}.ics`)).text();
    expect(read(answer).find((one) => one.SUMMARY?.value === "Oma salaisuus")?.CLASS?.value).toBe("PRIVATE");
    expect(read(answer).find((one) => one.RRULE)?.alarm?.TRIGGER?.value).toBe("-PT15M");

    await db.update(activityParticipants).set({ reply: "no" }).where(eq(activityParticipants.activityId, invitation));
    expect(await titles(maijas)).toEqual(["Vuosipalaveri"]);
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, ahola));
    expect(await titles(ainos)).toEqual([]);
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, ahola));
  });

  test("hides what is mine but hangs on a project that is not open to me", async () => {
    const { berg } = we.world.customers;
    const { bergTak, bergPark } = we.world.projects;
    const mine = { customerId: berg, kind: "todo", ownerId: we.karin.employeeId, dueOn: "2099-01-01" } as const;
    await db.insert(activities).values([
      { ...mine, title: "Eget projekt", projectId: bergTak },
      { ...mine, title: "Andras projekt", projectId: bergPark },
    ]);
    expect(await titles(await subscribe(we.karin))).toEqual(["☐ Eget projekt", "☐ Besiktning"]);
  });

  test("follows a change: the version grows, and whole days keep their days in the organisation’s time zone", async () => {
    const { ahola } = we.world.customers;
    const [made] = await db
      .insert(activities)
      .values({
        customerId: ahola,
        kind: "event",
        title: "Messut",
        ownerId: we.maija.employeeId,
        isAllDay: true,
        startsAt: momentAt("2099-06-01", "00:00", zone),
        endsAt: momentAt("2099-06-04", "00:00", zone),
        version: 7,
      })
      .returning({ id: activities.id });
    const token = await subscribe(we.maija);
    const found = read(await (await ask(`${token}.ics`)).text()).find((one) => one.SUMMARY?.value === "Messut");
    expect(found).toMatchObject({
      SEQUENCE: { value: "7" },
      DTSTART: { value: "20990601" },
      DTEND: { value: "20990604" },
    });
    await db.delete(activities).where(eq(activities.id, made?.id ?? 0));
  });

  test("loses at once what its person may no longer see, and tasks that are done", async () => {
    const token = await subscribe(we.eetu);
    const sells = and(eq(groupSellers.employeeId, we.eetu.employeeId), eq(groupSellers.groupId, we.world.groups.key));
    const [responsible] = await db.select().from(groupSellers).where(sells);
    await db
      .update(projectTasks)
      .set({ status: "done", completedAt: new Date() })
      .where(eq(projectTasks.title, "Kohdekartoitus"));
    expect(await titles(token)).toEqual(["☐ Lähetä tarjous"]);
    await db.update(employees).set({ profileId: null }).where(eq(employees.id, we.eetu.employeeId));
    expect(await titles(token)).toEqual([]);
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.eetu.employeeId));
    expect((await ask(`${token}.ics`)).status).toBe(404);
    expect(responsible).toBeDefined();
  });
});

describe("the secret address", () => {
  test("is kept as a hash only, nowhere else, and the log does not know it", async () => {
    const token = await subscribe(we.sven);
    const kept = await db.select().from(calendarFeeds).where(eq(calendarFeeds.employeeId, we.sven.employeeId));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    const everything = JSON.stringify([
      kept,
      await db.select().from(events),
      await db.select().from(eventValues),
      await db.select().from(formKeys),
    ]);
    expect(everything).not.toContain(token);
    const values = JSON.stringify(await db.select().from(eventValues));
    expect(values).not.toContain(kept[0]?.tokenHash);
    const [line] = await db.select().from(events).where(eq(events.subject, "calendar_feeds")).orderBy(desc(events.id));
    expect(line).toMatchObject({ action: "calendarFeed.renewed", actorId: we.sven.employeeId, subjectId: kept[0]?.id });
  });

  test("a new one ends the old one; revoked, deactivated and never made answer alike", async () => {
    const old = await subscribe(we.sven);
    const token = await subscribe(we.sven);
    expect((await ask(`${old}.ics`)).status).toBe(404);
    const before = await getMyFeed(we.sven);
    expect(before?.readAt).toBeNull();
    await titles(token);
    const feed = await getMyFeed(we.sven);
    expect(feed?.readAt).toBeInstanceOf(Date);

    await expect(revokeFeed(we.aino, { id: feed?.id })).rejects.toThrow(absent);
    expect(await revokeFeed(we.sven, { id: feed?.id })).toMatchObject({ ok: true });
    expect(await getMyFeed(we.sven)).toBeNull();
    const answers = await Promise.all(
      [`${token}.ics`, `${newFeedSecret().token}.ics`, token, "x.ics", "..ics", `${token}.ICS`, "%00.ics"].map(ask),
    );
    const seen = new Set<string>();
    for (const answer of answers) seen.add(JSON.stringify([answer.status, [...answer.headers], await answer.text()]));
    expect(seen.size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  test("takes no secret but its own kind", async () => {
    for (const tokenHash of ["", "x", "0".repeat(63), ["0".repeat(64)], undefined]) {
      expect(await renewFeed(we.sven, { tokenHash })).toMatchObject({ ok: false });
    }
    expect(await getMyFeed(we.sven)).toBeNull();
  });

  test("answers as a calendar that nobody keeps on the way", async () => {
    const answer = await ask(`${await subscribe(we.maija)}.ics`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/calendar; charset=utf-8",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    });
  });

  test("makes an address wait that asks for too many wrong ones, and no other", async () => {
    const token = await subscribe(we.maija);
    request.ip = "198.51.100.7";
    for (let attempt = 0; attempt < 100; attempt++) expect((await ask("wrong.ics")).status).toBe(404);
    const answer = await ask(`${token}.ics`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("300");
    request.ip = "192.0.2.1";
    expect((await ask(`${token}.ics`)).status).toBe(200);
  });
});
