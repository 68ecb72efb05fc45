import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import {
  customerRoles,
  customers,
  employees,
  profiles,
  projectParticipants,
  projectRoles,
  projects,
  responsibilities,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { setCell } from "@/lib/responsibilities/commands";
import { plainTie, type Tie } from "@/lib/responsibilities/rules";
import { type Cast, cast, signedIn } from "./cast";

export const absent = "NEXT_HTTP_ERROR_FALLBACK;404";

/** Roles, and somebody who answers for herself only and sees no customers but her own. */
export async function answering() {
  const we = await cast();
  const idOf = (rows: { id: number }[]) => rows[0]?.id ?? 0;
  const made = (names: { en: string }, letter: string) =>
    db.insert(customerRoles).values({ names, letter }).returning().then(idOf);
  const [pilot, mate] = [await made({ en: "Pilot" }, "Q1"), await made({ en: "Mate" }, "Q2")];
  const boatswain = idOf(
    await db
      .insert(projectRoles)
      .values({ names: { en: "Boatswain" }, letter: "Q3" })
      .returning(),
  );
  const grants = { customers: "edit", projects: "own", responsibilities: "yes" };
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Egna", grants, reach: ["mine"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.ebba));
  const herself = await signedIn(we.world.people.ebba);
  const { ahola, berg } = we.world.customers;
  return { we, herself, ahola, berg, roof: we.world.projects.bergTak, pilot, mate, boatswain };
}

/** Nobody answers for anything but Aino for Ahola and Karin for the roof. */
export async function startAfresh({ world: { people, customers: ids, projects: works } }: Cast) {
  await db.delete(responsibilities);
  await db.delete(projectParticipants);
  await db.update(customers).set({ ownerId: people.aino, archivedAt: null }).where(eq(customers.id, ids.ahola));
  await db.update(projects).set({ managerId: people.karin, status: "active" }).where(eq(projects.id, works.bergTak));
}

const tables = {
  customer: { table: responsibilities, of: responsibilities.customerId },
  project: { table: projectParticipants, of: projectParticipants.projectId },
};

/** What somebody holds in a row of the matrix ("customer:12"), each with its id, by its first day. */
export async function held(row: string, employeeId: number): Promise<(Tie & { id: number })[]> {
  const [subject, id] = row.split(":") as ["customer" | "project", string];
  const { table, of } = tables[subject];
  const { roleId, validFrom, validTo, note } = table;
  return db
    .select({ id: table.id, roleId, validFrom, validTo, note })
    .from(table)
    .where(and(eq(of, Number(id)), eq(table.employeeId, employeeId)))
    .orderBy(asc(table.validFrom), asc(table.id));
}

export const ties = async (row: string, employeeId: number) =>
  (await held(row, employeeId)).map(({ id: _, ...tie }) => tie);

export const tie = (said: Partial<Tie>): Tie => ({ ...plainTie, ...said });

export const press = (viewer: Viewer, row: string, employeeId: number, to: string, confirmed?: string) =>
  setCell(viewer, { cell: `${row}:${employeeId}:${to}`, confirmed });

export const problem = (key: string, field = "") => ({ ok: false, problems: { [field]: { key } } });
