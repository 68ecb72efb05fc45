import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { customers, projects as everyProject, invoices, projectMonths } from "@/db/schema/index";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { isCurrent } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { levelsOf } from "@/lib/billing/links";
import { effective } from "@/lib/billing/rules";
import { isActiveContact } from "@/lib/contacts/links";
import { holdCustomer } from "@/lib/customers/holding";
import { mayMakeOwner, mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid } from "@/lib/errors";
import { absent, type DoubtAbout } from "@/lib/outcome";
import { heldBy } from "@/lib/responsibilities/places";
import { isPlain } from "@/lib/responsibilities/rules";
import { type Done, writeTies } from "@/lib/responsibilities/writes";

type Scope = Pick<ReadScope, "viewer" | "tables">;
type WriteScope = Scope & { tx: Transaction };

/** Whether the viewer takes part in a project today; `projectId` is a column under the name of its table. */
export const takesPart = ({ viewer, tables }: Scope, projectId: SQL): SQL<boolean> => sql<boolean>`exists (
  select from (select * from ${tables.projectParticipants}) t
  where t.project_id = ${projectId} and t.employee_id = ${viewer.employeeId} and ${isCurrent("t", viewer.facts.today)})`;

/**
 * A project in reach for a command about what hangs on it. Its customer stays as it is until the transaction ends.
 * @throws Invalid while the customer is archived
 */
export async function projectInReach({ tx, viewer, tables }: WriteScope, id: number) {
  const { projects } = tables;
  const [project] = await tx
    .select({
      id: projects.id,
      customerId: projects.customerId,
      name: projects.name,
      status: projects.status,
      managerId: projects.managerId,
      currency: projects.currency,
      isMember: takesPart({ viewer, tables }, sql`projects.id`),
    })
    .from(projects)
    .where(eq(projects.id, id));
  if (!project) return absent();
  await holdCustomer(tx, project.customerId);
  return project;
}

/** Keeps a project from being closed, or changed otherwise, until the transaction ends. Its customer is held before it. */
export const holdProject = (tx: Transaction, id: number) =>
  tx.select({ id: everyProject.id }).from(everyProject).where(eq(everyProject.id, id)).for("share");

/**
 * Keeps the customer of a project within reach as it is until the transaction ends: before the project itself, as all
 * others do who need both, so that nobody waits for each other.
 * @returns the project's id
 */
export async function holdCustomerOf(
  { tx, tables: { projects } }: { tx: Transaction; tables: Tables },
  id: number | null,
) {
  if (id === null) return absent();
  const [project] = await tx.select({ customerId: projects.customerId }).from(projects).where(eq(projects.id, id));
  if (!project) return absent();
  await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, project.customerId)).for("share");
  return id;
}

/** The currency of a customer's terms of invoicing, its own or inherited, hidden from the viewer or not. */
export async function termCurrency(tx: Transaction, viewer: Viewer, customerId: number): Promise<string> {
  const term = effective(await levelsOf(tx, customerId, null), "currency");
  return String(term?.value ?? viewer.facts.currency);
}

/**
 * Somebody active at the customer itself; whoever is there already may stay.
 * @throws Invalid beside `contactId`
 */
export async function checkProjectContact(
  { tx, tables }: { tx: Transaction; tables: Tables },
  customerId: number,
  contactId: number | null | undefined,
  held: number | null = null,
): Promise<void> {
  if (!contactId || contactId === held) return;
  const isThere = await isActiveContact({ tx, tables }, customerId, contactId);
  if (!isThere) throw new Invalid({ contactId: { key: "chooseOption" } });
}

/**
 * Whoever works here may manage a project; whom one chooses but oneself needs the right to make others responsible.
 * @throws Invalid beside `managerId`
 */
export async function checkManager({ tx, tables, viewer }: WriteScope, managerId: number | null): Promise<void> {
  if (!mayMakeOwner(viewer, managerId)) absent();
  if (managerId === null) return;
  const { employees } = tables;
  const possible = and(eq(employees.id, managerId), mayOwnCustomers(employees));
  if ((await tx.$count(employees, possible)) === 0) throw new Invalid({ managerId: { key: "chooseOption" } });
}

/** A project gets another manager, as one change that can be undone. A tick of theirs goes into it. */
export async function replaceManager(
  { tx, viewer }: WriteScope,
  projectId: number,
  managerId: number | null,
): Promise<Done> {
  const place = { subject: "project", subjectId: projectId } as const;
  const coming = managerId === null ? null : { ...place, employeeId: managerId };
  const ties = coming ? (await heldBy(tx, coming)).filter((tie) => !isPlain([tie])) : [];
  return writeTies(tx, viewer, "cell", coming ? [{ ...coming, ties }] : [], [
    { ...place, employeeId: managerId, isTold: true },
  ]);
}

/**
 * What has been reckoned in a currency stays in it.
 * @throws Invalid beside `currency` once there are figures or invoices, seen or not
 */
export async function checkCurrencyFree(tx: Transaction, projectId: number): Promise<void> {
  const figures = await tx.$count(projectMonths, eq(projectMonths.projectId, projectId));
  const billed = await tx.$count(invoices, eq(invoices.projectId, projectId));
  if (figures + billed > 0) throw new Invalid({ currency: { key: "projectCurrencyFixed" } });
}

/** Whoever would no longer see the project after what was just written is asked first. */
export async function lostProject(tx: Transaction, { projects }: Tables, id: number): Promise<DoubtAbout[]> {
  const isSeen = (await tx.$count(projects, eq(projects.id, id))) > 0;
  return isSeen ? [] : [{ mark: `leavesProject:${id}`, key: "leavesProject" }];
}
