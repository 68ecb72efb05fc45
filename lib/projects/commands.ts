import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { customers, projects, salesCases } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import { isProjectBlocked, projectBlockersIn } from "@/lib/access/project-blockers";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { holdCustomer } from "@/lib/customers/holding";
import { isMasked } from "@/lib/customers/rules";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent, askFirst } from "@/lib/outcome";
import { mayChangeSale } from "@/lib/sales/rules";
import { touched } from "@/lib/stamps";
import { newProjectInput, projectInput } from "./fields";
import { checkProjectNumber, takeProjectNumber } from "./numbers";
import {
  checkCurrencyFree,
  checkManager,
  checkProjectContact,
  holdCustomerOf,
  lostProject,
  replaceManager,
  termCurrency,
} from "./parts";
import { mayAddProject, mayChangeProject, mayChooseManager } from "./rules";

/**
 * A new project of a customer, with oneself as manager unless another is chosen. Its currency is that of the customer's
 * terms of invoicing; without a number the next one is taken, last of all, so that nobody waits long for theirs.
 */
export const createProject = command({
  may: "projects.own",
  on: customers,
  subject: projects,
  log: "project.created",
  input: newProjectInput.required({ name: true }),
  async run({ viewer, tx, tables, row: customer }, { number, managerId, salesCaseId = null, ...given }) {
    if (!mayAddProject(viewer)) absent();
    if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    keepFromMoney(viewer, given);
    const chosen = managerId === undefined ? viewer.employeeId : managerId;
    if (chosen !== viewer.employeeId && !mayChooseManager(viewer)) absent();
    await checkManager({ viewer, tx, tables }, chosen);
    await checkProjectContact({ tx, tables }, customer.id, given.contactId);
    const sale = salesCaseId === null ? null : await wonCase({ viewer, tx, tables }, salesCaseId, customer);
    if (number) await checkProjectNumber(tx, number, null);
    const currency = given.currency ?? (await termCurrency(tx, viewer, customer.id));
    const by = viewer.employeeId;
    const [made] = await tx
      .insert(projects)
      .values({
        ...given,
        currency,
        customerId: customer.id,
        managerId: chosen,
        number: number ?? (await takeProjectNumber(tx)),
        createdBy: by,
        updatedBy: by,
      })
      .returning({ id: projects.id });
    if (!made) throw new Error("no project");
    if (sale) await tieCase(tx, viewer, sale, made.id);
    return { ...made, customerId: customer.id };
  },
});

/** Changes what the form sends and nothing else. A new manager can be undone like other changes of responsibilities. */
export const updateProject = command({
  may: "projects.own",
  on: projects,
  begin: holdCustomerOf,
  log: "project.updated",
  input: projectInput,
  async run({ viewer, tx, tables, row, confirmed }, { managerId, ...given }) {
    if (!mayChangeProject(viewer, row)) absent();
    await holdCustomer(tx, row.customerId);
    keepFromMoney(viewer, given);
    if (given.number && given.number !== row.number) await checkProjectNumber(tx, given.number, row.id);
    if (given.currency && given.currency !== row.currency) await checkCurrencyFree(tx, row.id);
    await checkProjectContact({ tx, tables }, row.customerId, given.contactId, row.contactId);
    const isOther = managerId !== undefined && managerId !== row.managerId;
    const change = isOther ? await giveTo({ viewer, tx, tables }, row, { managerId, status: given.status }) : null;
    await tx
      .update(projects)
      .set({ ...given, ...touched(projects, viewer.employeeId) })
      .where(eq(projects.id, row.id));
    const lost = await lostProject(tx, tables, row.id);
    askFirst(confirmed, lost);
    return { id: row.id, customerId: row.customerId, changeId: change?.changeId ?? null, isSeen: lost.length === 0 };
  },
});

/** The work is done: the project leaves what is open, and those who take part in it stay as they are. */
export const closeProject = command({
  may: "projects.own",
  on: projects,
  begin: holdCustomerOf,
  log: "project.closed",
  onlyChanges: true,
  input: noInput,
  run: ({ viewer, tx, row }) => turn(tx, viewer, row, "closed"),
});

/** It goes on. */
export const reopenProject = command({
  may: "projects.own",
  on: projects,
  begin: holdCustomerOf,
  log: "project.reopened",
  onlyChanges: true,
  input: noInput,
  run: ({ viewer, tx, row }) => turn(tx, viewer, row, row.status === "closed" ? "active" : row.status),
});

/** A project goes for good, while nothing hangs on it but the names of those who take part in it. */
export const deleteProject = command({
  may: "projects.own",
  on: projects,
  begin: holdCustomerOf,
  log: "project.deleted",
  input: noInput,
  async run({ viewer, tx, row }) {
    if (!mayChangeProject(viewer, row)) absent();
    await holdCustomer(tx, row.customerId);
    const blockers = (await projectBlockersIn(tx, viewer, row.id)) ?? absent();
    if (isProjectBlocked(blockers)) throw new Invalid({ "": { key: "projectInUse" } });
    await tx.delete(projects).where(eq(projects.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };
type Project = typeof projects.$inferSelect;

/** Whoever sees no money says nothing of it either. */
function keepFromMoney(viewer: Viewer, given: { budget?: unknown; currency?: unknown }) {
  if (viewer.can("money.read")) return;
  if (given.budget !== undefined || given.currency !== undefined) absent();
}

async function turn(tx: Transaction, viewer: Viewer, row: Project, status: Project["status"]) {
  if (!mayChangeProject(viewer, row)) absent();
  await holdCustomer(tx, row.customerId);
  if (row.status === status) return { id: row.id, customerId: row.customerId };
  await tx
    .update(projects)
    .set({ status, ...touched(projects, viewer.employeeId) })
    .where(eq(projects.id, row.id));
  return { id: row.id, customerId: row.customerId };
}

/** @throws Invalid where the project is closed, as for everybody who takes part in it */
async function giveTo(scope: Scope, row: Project, to: { managerId: number | null; status?: Project["status"] }) {
  const { customers: open } = scope.tables;
  const [customer] = await scope.tx.select({ companies: open.companies }).from(open).where(eq(open.id, row.customerId));
  if (!customer || isMasked(scope.viewer, customer.companies)) absent();
  if ((to.status ?? row.status) === "closed") throw new Invalid({ managerId: { key: "projectClosed" } });
  await checkManager(scope, to.managerId);
  return replaceManager(scope, row.id, to.managerId);
}

/** A won sales case of the customer that has no project yet, locked. @throws Invalid where it is none */
async function wonCase({ viewer, tx, tables }: Scope, id: number, customer: typeof customers.$inferSelect) {
  const { salesCases: open, salesStatuses } = tables;
  const [sale] = await tx
    .select({ id: open.id, ownerId: open.ownerId, state: salesStatuses.state })
    .from(open)
    .innerJoin(salesStatuses, eq(salesStatuses.id, open.statusId))
    .where(and(eq(open.id, id), eq(open.customerId, customer.id)));
  if (sale?.state !== "won" || !mayChangeSale(viewer, sale, customer)) {
    throw new Invalid({ "": { key: "salesCaseNotWon" } });
  }
  return id;
}

async function tieCase(tx: Transaction, viewer: Viewer, id: number, projectId: number) {
  const [tied] = await tx
    .update(salesCases)
    .set({ projectId, ...touched(salesCases, viewer.employeeId) })
    .where(and(eq(salesCases.id, id), isNull(salesCases.projectId)))
    .returning({ id: salesCases.id, version: salesCases.version, customerId: salesCases.customerId });
  if (!tied) throw new Invalid({ "": { key: "salesCaseTaken" } });
  const changes = [{ field: "projectId", before: null, after: projectId }];
  const head = {
    actorId: viewer.employeeId,
    action: "salesCase.updated",
    source: "web",
    subject: "sales_cases",
  } as const;
  await recordEach(tx, head, [{ ...tied, changes }]);
}
