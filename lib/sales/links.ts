import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/lib/access/gate";
import { countsFor } from "@/lib/access/own-values";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { isActiveContact } from "@/lib/contacts/links";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid, type Problems } from "@/lib/errors";
import { askFirst } from "@/lib/outcome";
import { mayGiveSale, type SaleState } from "./rules";

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };

/**
 * The status chosen, else the first choice of its state. What the case has already may stay.
 * @throws Invalid where it is out of use or of another state
 */
export async function statusOf(
  { tx, tables }: Scope,
  state: SaleState,
  chosen: number | null | undefined,
  held?: number,
): Promise<{ id: number; probability: number }> {
  const { salesStatuses: statuses } = tables;
  const [status] = await tx
    .select({ id: statuses.id, probability: statuses.probability, disabledAt: statuses.disabledAt })
    .from(statuses)
    .where(and(eq(statuses.state, state), chosen ? eq(statuses.id, chosen) : eq(statuses.isDefault, true)));
  if (!status || (status.disabledAt && status.id !== held)) throw new Invalid({ statusId: { key: "chooseOption" } });
  return status;
}

type Links = { ownerId?: number | null; contactId?: number | null; projectId?: number | null };

/**
 * Whether those a sales case points to are there: somebody who works here, an active contact of the customer, a project
 * of the customer that the viewer sees. What it points to already may stay.
 * @throws Invalid beside each field that points elsewhere
 */
export async function checkLinks(
  { viewer, tx, tables }: Scope,
  customerId: number,
  links: Links,
  held: Links = {},
): Promise<void> {
  const { employees, projects } = tables;
  const problems: Problems = {};
  const look = async (field: keyof Links, exists: (id: number) => Promise<number | boolean>) => {
    const id = links[field];
    if (id && id !== held[field] && !(await exists(id))) problems[field] = { key: "chooseOption" };
  };
  if (links.ownerId !== undefined && links.ownerId !== held.ownerId && !mayGiveSale(viewer))
    problems.ownerId = { key: "chooseOption" };
  else await look("ownerId", (id) => tx.$count(employees, and(eq(employees.id, id), mayOwnCustomers(employees))));
  await look("contactId", (id) => isActiveContact({ tx, tables }, customerId, id));
  await look("projectId", (id) => tx.$count(projects, and(eq(projects.id, id), eq(projects.customerId, customerId))));
  if (Object.keys(problems).length) throw new Invalid(problems);
}

/**
 * The sales block of the terms by which the viewer's company invoices the customer: a warning is asked about first.
 * @throws Invalid where sales are stopped
 */
export async function mindBlock(
  { viewer, tx, tables: { billing } }: Scope,
  customerId: number,
  confirmed: ReadonlySet<string>,
): Promise<void> {
  const [terms] = await tx
    .select({ salesBlock: billing.salesBlock, reason: billing.salesBlockReason })
    .from(billing)
    .where(and(eq(billing.customerId, customerId), isNotNull(billing.salesBlock), countsFor(viewer, billing)))
    .orderBy(billing.companyId)
    .limit(1);
  if (!terms) return;
  const reason = terms.reason ?? "";
  if (terms.salesBlock === "stop") throw new Invalid({ "": { key: "salesStopped", params: { reason } } });
  askFirst(confirmed, [{ mark: `salesBlock:${customerId}`, key: "salesWarned", params: { reason } }]);
}
