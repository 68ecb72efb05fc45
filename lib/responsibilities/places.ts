import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { projectParticipants, responsibilities } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { checkReferences } from "@/lib/customers/parts";
import { isMasked } from "@/lib/customers/rules";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid, type Problem } from "@/lib/errors";
import { absent, askFirst, type DoubtAbout } from "@/lib/outcome";
import { type Pair, type Row, rowOf, rowText, type Tie } from "./rules";
import { type Done, lockRows } from "./writes";

export type WriteScope = { viewer: Viewer; tx: Transaction; tables: Tables; confirmed: ReadonlySet<string> };

/** A row of the matrix that may be changed now. */
export type Place = Row & {
  customerId: number;
  /** The companies that serve the customer. */
  companies: number[];
  /** Account owner at home, or project manager. */
  leadId: number | null;
  /** Account owners in related companies. */
  companyLeads: { companyId: number; employeeId: number }[];
};

/**
 * The row that a form names, within reach and locked: nobody else changes it until this is done. Masked = absent.
 * @throws Invalid while the customer is archived or the project closed
 */
export async function openPlace(scope: Omit<WriteScope, "confirmed">, text: string): Promise<Place> {
  const row = rowOf(text) ?? absent();
  await lockRows(scope.tx, row.subject, [row.subjectId]);
  const found = (await (row.subject === "customer" ? customerAt : projectAt)(scope, row.subjectId)) ?? absent();
  if (isMasked(scope.viewer, found.companies)) absent();
  if (found.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
  if (found.status === "closed") throw new Invalid({ "": { key: "projectClosed" } });
  return { ...row, ...found };
}

type Reader = Omit<WriteScope, "confirmed">;

async function customerAt({ tx, tables: { customers, customerCompanies: related } }: Reader, id: number) {
  const [customer] = await tx
    .select({
      customerId: customers.id,
      companies: customers.companies,
      archivedAt: customers.archivedAt,
      leadId: customers.ownerId,
      companyLeads: sql<Place["companyLeads"]>`coalesce((
        select jsonb_agg(jsonb_build_object('companyId', ${related.companyId}, 'employeeId', ${related.ownerId}))
        from ${related} where ${related.customerId} = ${id} and ${related.ownerId} is not null), '[]')`,
    })
    .from(customers)
    .where(eq(customers.id, id));
  return customer && { ...customer, status: null };
}

async function projectAt({ tx, tables: { customers, projects } }: Reader, id: number) {
  const [project] = await tx
    .select({
      customerId: customers.id,
      companies: customers.companies,
      archivedAt: customers.archivedAt,
      leadId: projects.managerId,
      status: projects.status,
    })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .where(eq(projects.id, id));
  return project && { ...project, companyLeads: [] };
}

export type HeldTie = Tie & { id: number };

const held = {
  customer: { ties: responsibilities, of: responsibilities.customerId },
  project: { ties: projectParticipants, of: projectParticipants.projectId },
} as const;

/** What an employee holds in a locked row, past and future too. */
export async function heldBy(tx: Transaction, { subject, subjectId, employeeId }: Pair): Promise<HeldTie[]> {
  const { ties, of } = held[subject];
  const { id, roleId, validFrom, validTo, note } = ties;
  return tx
    .select({ id, roleId, validFrom, validTo, note })
    .from(ties)
    .where(and(eq(of, subjectId), eq(ties.employeeId, employeeId)))
    .orderBy(asc(id));
}

/** Whoever may not assign others changes nobody's responsibilities but their own. */
export const mayAssign = (viewer: Viewer, employeeId: number): boolean =>
  viewer.can("responsibilities") && (viewer.can("assignOthers") || viewer.employeeId === employeeId);

/** @throws Invalid where the employee no longer works here */
export async function checkActive({ tx, tables: { employees } }: Reader, employeeId: number): Promise<void> {
  const active = and(eq(employees.id, employeeId), isNull(employees.deactivatedAt));
  if ((await tx.$count(employees, active)) === 0) refused("employeeId", "employeeInactive");
}

/**
 * Roles have to be in use, unless they are held already.
 * @throws Invalid where one is not, beside the field
 */
export async function checkRoles(scope: Reader, row: Row, field: string, wanted: number[], held: readonly Tie[] = []) {
  const { customerRoles, projectRoles } = scope.tables;
  const roles = row.subject === "customer" ? customerRoles : projectRoles;
  const found = await scope.tx
    .select({ id: roles.id, disabledAt: roles.disabledAt })
    .from(roles)
    .where(anyOf(roles.id, wanted));
  const usable = found.filter(({ id, disabledAt }) => disabledAt === null || held.some((tie) => tie.roleId === id));
  if (usable.length < wanted.length) refused(field, "chooseOption");
}

/**
 * Who may be chosen: as account owner somebody of a company that serves the customer, as project manager anybody.
 * @throws Invalid beside `ownerId`
 */
export async function checkLead(scope: Reader, { subject, companies }: Place, ownerId: number): Promise<void> {
  const { employees } = scope.tables;
  if (subject === "customer") return checkReferences(scope, { ownerId }, { companies });
  const possible = and(eq(employees.id, ownerId), mayOwnCustomers(employees));
  if ((await scope.tx.$count(employees, possible)) === 0) refused("ownerId", "chooseOption");
}

/** @throws Invalid with one problem beside a field, or of the whole form */
export function refused(field: string, key: Problem["key"]): never {
  throw new Invalid({ [field]: { key } });
}

/** Whether somebody owns the customer, at home or in a related company, or manages the project. */
export const leads = ({ leadId, companyLeads }: Pick<Place, "leadId" | "companyLeads">, employeeId: number): boolean =>
  [leadId, ...companyLeads.map((lead) => lead.employeeId)].includes(employeeId);

/** What every change of responsibilities answers. `id` is the change's, 0 where all was so already. */
export type Changed = Done & { id: number; row: string; customerId: number; inReach: boolean; isSeen: boolean };

/** Asks all there is to ask: also whoever would no longer see the row after it. */
export async function settle(
  { tx, tables, confirmed }: WriteScope,
  place: Place,
  done: Done,
  doubts: DoubtAbout[] = [],
): Promise<Changed> {
  const { customers, projects } = tables;
  const { subject, subjectId, customerId } = place;
  const inReach = (await tx.$count(customers, eq(customers.id, customerId))) > 0;
  const isShown = subject === "customer" || (await tx.$count(projects, eq(projects.id, subjectId))) > 0;
  const lost: DoubtAbout[] = inReach ? [] : [{ mark: `leavesReach:${customerId}`, key: "leavesReach" }];
  const hidden: DoubtAbout[] =
    inReach && !isShown ? [{ mark: `leavesProject:${subjectId}`, key: "leavesProject" }] : [];
  askFirst(confirmed, [...doubts, ...lost, ...hidden]);
  return { ...done, id: done.changeId ?? 0, row: rowText(place), customerId, inReach, isSeen: inReach && isShown };
}
