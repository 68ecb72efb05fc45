import "server-only";
import { eq, sql } from "drizzle-orm";
import { activities, customers, salesCases, salesStatuses } from "@/db/schema/index";
import { command, demand, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { holdCustomer } from "@/lib/customers/holding";
import { deriveStages } from "@/lib/customers/stage";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { newSaleInput, outcomeInput, saleInput } from "./fields";
import { checkLinks, mindBlock, statusOf } from "./links";
import { mayChangeSale, type SaleState } from "./rules";

/** A sales case in progress. Whoever makes it owns it, unless they may choose somebody else and do. */
export const createSale = command({
  may: "customers.edit",
  on: customers,
  subject: salesCases,
  log: "salesCase.created",
  input: newSaleInput,
  async run(scope, input) {
    const { viewer, tx, row: customer, confirmed } = scope;
    demand(viewer, "sales.own");
    if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    const me = viewer.employeeId;
    const { ownerId = me, currency = viewer.facts.currency, statusId, ...given } = input;
    await checkLinks(scope, customer.id, { ...given, ownerId }, { ownerId: me });
    const status = await statusOf(scope, "inProgress", statusId);
    await mindBlock(scope, customer.id, confirmed);
    const made = { ownerId, currency, statusId: status.id, probability: given.probability ?? status.probability };
    const [sale] = await tx
      .insert(salesCases)
      .values({ ...given, ...made, customerId: customer.id, createdBy: me, updatedBy: me })
      .returning({ id: salesCases.id });
    if (!sale) throw new Error("no sales case");
    return { id: sale.id, customerId: customer.id };
  },
});

/**
 * Changes what the form sends and nothing else. It stays won, lost or in progress; another step brings its own
 * probability along, unless another one is typed. A project that is not seen is not taken away.
 */
export const updateSale = command({
  may: "sales.own",
  on: salesCases,
  log: "salesCase.updated",
  input: saleInput,
  async run(scope, { statusId, probability, projectId, lostReason, ...given }) {
    const { viewer, tx, row } = scope;
    const state = await changeable(tx, viewer, row);
    if (state === "lost" && lostReason === null) throw new Invalid({ lostReason: { key: "required" } });
    const after = {
      ...given,
      ...(projectId !== undefined && { projectId: projectId ?? (await hiddenProject(scope)) }),
      ...(state === "lost" && { lostReason }),
    };
    await checkLinks(scope, row.customerId, after, row);
    const status = await statusOf(scope, state, statusId ?? row.statusId, row.statusId);
    const isMoved = status.id !== row.statusId;
    const kept = probability === undefined || (isMoved && probability === row.probability) ? null : probability;
    const likely = kept ?? (isMoved || probability === null ? status.probability : row.probability);
    await tx
      .update(salesCases)
      .set({ ...after, statusId: status.id, probability: likely, ...touched(salesCases, viewer.employeeId) })
      .where(eq(salesCases.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

/** Puts a sales case into another state; one that is there already stays as it is. The customer's stage follows. */
const turning = (state: SaleState, log: string) =>
  command({
    may: "sales.own",
    on: salesCases,
    log,
    onlyChanges: true,
    input: outcomeInput,
    async run(scope, { statusId, probability, expectedOn, lostReason = null }) {
      const { viewer, tx, row, confirmed } = scope;
      const done = { id: row.id, customerId: row.customerId };
      if ((await changeable(tx, viewer, row)) === state) return done;
      if (state === "lost" && lostReason === null) throw new Invalid({ lostReason: { key: "required" } });
      const status = await statusOf(scope, state, statusId);
      if (state !== "lost") await mindBlock(scope, row.customerId, confirmed);
      const orderedOn = state === "won" ? viewer.facts.today : row.expectedOn;
      await tx
        .update(salesCases)
        .set({
          statusId: status.id,
          probability: probability ?? status.probability,
          expectedOn: expectedOn === undefined ? orderedOn : expectedOn,
          lostReason: state === "lost" ? lostReason : null,
          closedAt: state === "inProgress" ? null : sql`now()`,
          ...touched(salesCases, viewer.employeeId),
        })
        .where(eq(salesCases.id, row.id));
      await deriveStages(tx, viewer, [row.customerId]);
      return done;
    },
  });

export const winSale = turning("won", "salesCase.won");
export const loseSale = turning("lost", "salesCase.lost");
export const reopenSale = turning("inProgress", "salesCase.reopened");

/** Gone for good, while neither an activity nor a project hangs on it. */
export const deleteSale = command({
  may: "sales.own",
  on: salesCases,
  log: "salesCase.deleted",
  input: noInput,
  async run({ viewer, tx, row }) {
    await changeable(tx, viewer, row);
    const busy = row.projectId !== null || (await tx.$count(activities, eq(activities.salesCaseId, row.id))) > 0;
    if (busy) throw new Invalid({ "": { key: "saleInUse" } });
    await tx.delete(salesCases).where(eq(salesCases.id, row.id));
    await deriveStages(tx, viewer, [row.customerId]);
    return { id: row.id, customerId: row.customerId };
  },
});

type Row = typeof salesCases.$inferSelect;

/** The state of a sales case that the viewer may change now; else it is absent, or its customer takes no changes. */
async function changeable(tx: Transaction, viewer: Viewer, row: Row): Promise<SaleState> {
  if (!mayChangeSale(viewer, row, { archivedAt: null })) absent();
  await holdCustomer(tx, row.customerId, "alone");
  const [status] = await tx
    .select({ state: salesStatuses.state })
    .from(salesStatuses)
    .where(eq(salesStatuses.id, row.statusId));
  return status?.state ?? absent();
}

/** The project of a sales case where it is not open to the viewer. */
async function hiddenProject({ tx, tables: { projects }, row }: { tx: Transaction; tables: Tables; row: Row }) {
  const seen = row.projectId === null || (await tx.$count(projects, eq(projects.id, row.projectId))) > 0;
  return seen ? null : row.projectId;
}
