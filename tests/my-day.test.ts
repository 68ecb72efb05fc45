import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { activities, customers, projectTasks } from "@/db/schema/index";
import { completeActivity } from "@/lib/activities/commands";
import { mostOfMine } from "@/lib/activities/filter";
import { myOpenActivities } from "@/lib/activities/queries";
import { dayGroupOf } from "@/lib/activities/rules";
import { listMyCustomers, listRecentCustomers } from "@/lib/customers/my-day";
import { momentAt } from "@/lib/moments";
import { completeTask } from "@/lib/project-tasks/commands";
import { type Cast, cast } from "./cast";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const zone = "Europe/Helsinki";
const titles = async (viewer: Cast["eetu"]) => (await myOpenActivities(viewer)).map(({ title }) => title);

describe("my day", () => {
  test("holds what is open and mine, tasks included, the oldest first and the undated last", async () => {
    expect(await titles(we.eetu)).toEqual(["Lähetä tarjous", "Kohdekartoitus"]);
    expect(await titles(we.maija)).toEqual(["Vuosipalaveri"]);
    expect(await titles(we.aino)).toEqual(["Vuosipalaveri", "Oma muistutus"]);
    const [first] = await myOpenActivities(we.eetu);
    expect(first).toMatchObject({ customer: "Ahola Oy", kind: "todo" });
    expect(first?.overdue).toBeGreaterThan(0);
  });

  test("loses what is done with one click, of both sorts", async () => {
    const [task] = await db.select().from(projectTasks).where(eq(projectTasks.title, "Kohdekartoitus"));
    expect(await completeActivity(we.eetu, { id: we.world.activities.aholaTodo })).toMatchObject({ ok: true });
    expect(await completeTask(we.eetu, { id: task?.id })).toMatchObject({ ok: true });
    expect(await titles(we.eetu)).toEqual([]);
  });

  test("shows nothing of archived customers", async () => {
    const { ahola } = we.world.customers;
    await db.update(customers).set({ archivedAt: new Date() }).where(eq(customers.id, ahola));
    expect(await titles(we.aino)).toEqual([]);
    await db.update(customers).set({ archivedAt: null }).where(eq(customers.id, ahola));
  });

  test("says when there is more than it shows", async () => {
    const { ahola } = we.world.customers;
    const one = { customerId: ahola, kind: "todo", ownerId: we.maija.employeeId } as const;
    await db.insert(activities).values(Array.from({ length: 60 }, (_, n) => ({ ...one, title: `Asia ${n}` })));
    expect((await titles(we.maija)).length).toBe(mostOfMine + 1);
  });

  test("asks the database three times", async () => {
    const ask = vi.spyOn(db.$client, "query");
    await Promise.all([myOpenActivities(we.aino), listMyCustomers(we.aino), listRecentCustomers(we.aino)]);
    expect(ask).toHaveBeenCalledTimes(3);
    ask.mockRestore();
  });
});

test("a day belongs to now, to this week until Sunday, or to later", () => {
  const at = (day: string, time = "00:00") => momentAt(day, time, zone);
  const of = (moment: Date | null, today = "2026-11-18") => dayGroupOf(moment, today, zone);
  expect(of(at("2026-11-17"))).toBe("now");
  expect(of(at("2026-11-18", "23:59"))).toBe("now");
  expect(of(at("2026-11-19"))).toBe("week");
  expect(of(at("2026-11-22", "23:30"))).toBe("week");
  expect(of(at("2026-11-23"))).toBe("later");
  expect(of(null)).toBe("undated");
  expect(of(at("2026-11-23"), "2026-11-22")).toBe("later");
  expect(of(at("2026-11-29"), "2026-11-23")).toBe("week");
});
