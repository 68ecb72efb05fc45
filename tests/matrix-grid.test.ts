import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { beforeAll, expect, test } from "vitest";
import { rowsOf } from "@/app/(register)/responsibilities/grid/grid-rows";
import { type Marker, markOf } from "@/app/(register)/responsibilities/grid/marks";
import { db } from "@/db/client";
import { employees, profiles, projects } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { matrixFilter } from "@/lib/matrix/filter";
import { listEmployees, listRows } from "@/lib/matrix/queries";
import { rolesOf } from "@/lib/roles/queries";
import catalog from "@/messages/en.json";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

async function markerFor(viewer: Viewer, byRole: boolean): Promise<Marker> {
  const roles = await rolesOf(viewer, "en");
  return {
    t: createTranslator({ locale: "en", messages: catalog }) as unknown as Marker["t"],
    days: ({ validFrom, validTo }) => [validFrom, validTo].filter(Boolean).join(" – "),
    today: viewer.facts.today,
    byRole,
    roles: {
      customer: new Map(roles.customer.map((role) => [role.id, role])),
      project: new Map(roles.project.map((role) => [role.id, role])),
    },
  };
}

/** The rows of a matrix as they are written for somebody. */
async function written(viewer: Viewer, params: Record<string, string>): Promise<string> {
  const filter = matrixFilter(params);
  const { columns } = await listEmployees(viewer, filter, "en");
  const ids = columns.map(({ id }) => id);
  const { rows } = await listRows(viewer, filter, ids, "en");
  const marker = await markerFor(viewer, filter.byRole);
  return rowsOf({ viewer, here: "/responsibilities?q=a", rows, columns, marker }).text;
}

test("a cell says whose it is, of whom, and how it stands; what it posts is how it should be", async () => {
  const text = await written(we.aino, { q: "Ahola Oy" });
  const { ahola } = we.world.customers;
  const { aino, eetu, sven } = we.world.people;
  expect(text).toContain(
    `value="customer:${ahola}:${sven}:on" aria-pressed="false" aria-label="Sven Fjällhammar, Ahola Oy: Not responsible"`,
  );
  expect(text).toContain(
    `value="customer:${ahola}:${eetu}:off" aria-pressed="true" aria-label="Eetu Koskiranta, Ahola Oy: Responsible person"`,
  );
  expect(text).toContain(`href="?q=a&amp;panel=owner.customer.${ahola}"`);
  expect(text).toContain('aria-label="Aino Ruskalampi, Ahola Oy: Account owner"');
  expect(text).not.toContain(`value="customer:${ahola}:${aino}:`);
});

test("roles and days open a question, by role with their letters; what is to come is hollow", async () => {
  const { nyt, sven } = { nyt: we.world.customers.svenNow, sven: we.world.people.sven };
  const plain = await written(we.aino, { q: "Nyt Oy" });
  expect(plain).toContain(`panel=cell.customer.${nyt}.${sven}"`);
  expect(plain).toContain("2020-01-01 – 2099-12-31");
  expect(plain).not.toContain("role--1");
  expect(await written(we.aino, { q: "Nyt Oy", byRole: "on" })).toMatch(/class="role role--[1-6]"/);
  expect(await written(we.aino, { q: "Huomenna Oy" })).toContain("role--future");
  expect(await written(we.aino, { q: "Eilen Oy" })).not.toContain('class="role ');
});

test("without the right there is nothing to press, with it for oneself only one's own column", async () => {
  for (const text of [await written(we.sven, {}), await written(we.pieter, {})]) {
    expect(text).toContain(": Not responsible");
    expect(text).not.toMatch(/<button|panel=/);
  }
  const grants = { customers: "read", responsibilities: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Own", grants, reach: ["all"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.karin));
  const text = await written(await signedIn(we.world.people.karin), { q: "Ahola Oy" });
  expect(text.match(/<button/g)).toHaveLength(1);
  expect(text).toContain(`customer:${we.world.customers.ahola}:${we.world.people.karin}:on`);
});

test("a closed project is only read, and names are escaped", async () => {
  await db.update(projects).set({ status: "closed" }).where(eq(projects.id, we.world.projects.bergTak));
  const closed = await written(we.aino, { q: "Bergs kommun", projects: "on", closed: "on" });
  expect(closed).not.toContain(`value="project:${we.world.projects.bergTak}:`);
  expect(closed).toContain("Takrenovering: Project manager");
  await db.update(employees).set({ lastName: '"><b>x' }).where(eq(employees.id, we.world.people.nils));
  expect(await written(we.aino, { q: "Ahola Oy" })).not.toContain("<b>x");
});

test("several marks stand side by side, and an end that is near is said", async () => {
  const marker = await markerFor(we.aino, true);
  const [first, second] = [...marker.roles.customer.values()];
  const tie = { employeeId: 1, validFrom: null, validTo: marker.today, hasNote: false };
  const ties = [first, second].map((role) => ({ ...tie, roleId: role?.id ?? null }));
  const { mark, words } = markOf(marker, "customer", { leads: [null, "Pohjanranta AB"], ties });
  expect(mark.text).toContain("roles--ending");
  expect(mark.text.match(/class="role /g)).toHaveLength(3);
  expect(words.join(", ")).toBe(
    `Account owner, Account owner, Pohjanranta AB, ${first?.name}, ${marker.today}, ${second?.name}, ${marker.today}, Ending soon`,
  );
});
