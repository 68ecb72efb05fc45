import "server-only";
import { and, eq, getTableColumns, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { billing, customers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { unitsInheritedFrom } from "@/lib/access/units";
import { isActiveContact } from "@/lib/contacts/links";
import type { Problems } from "@/lib/errors";

type Row = typeof billing.$inferSelect;
type Change = { before: Row; after: Row };

/** The group of a customer, hidden or not: what counts does not depend on who looks. */
export async function groupOf(tx: Transaction, customerId: number): Promise<number | null> {
  const [customer] = await tx
    .select({ groupId: customers.groupId })
    .from(customers)
    .where(eq(customers.id, customerId));
  return customer?.groupId ?? null;
}

/** The terms that a customer inherits from the units above it, seen or not, the nearest first. */
export async function mainUnitTerms(tx: Pick<Transaction, "select">, customerId: number): Promise<Row[]> {
  return tx
    .select(getTableColumns(billing))
    .from(billing)
    .innerJoin(sql`(${unitsInheritedFrom(customerId)}) giver`, sql`giver.id = ${billing.customerId}`)
    .where(isNull(billing.companyId))
    .orderBy(sql`giver.steps`);
}

/**
 * The terms that count for a customer, level by level, whoever looks: its own, those it inherits from main units, group
 * and organisation, and with a company what is different there.
 */
export async function levelsOf(reader: Pick<Transaction, "select">, customerId: number, companyId: number | null) {
  const inCompany = companyId === null ? undefined : eq(billing.companyId, companyId);
  const group = sql`(select ${customers.groupId} from ${customers} where ${customers.id} = ${customerId})`;
  const rows = await reader
    .select()
    .from(billing)
    .where(
      or(
        and(eq(billing.customerId, customerId), or(isNull(billing.companyId), inCompany)),
        eq(billing.groupId, group),
        and(isNull(billing.customerId), isNull(billing.groupId)),
      ),
    );
  return {
    company: rows.find((row) => row.companyId !== null),
    customer: rows.find((row) => row.customerId !== null && row.companyId === null),
    mainUnit: await mainUnitTerms(reader, customerId),
    group: rows.find((row) => row.groupId !== null),
    organisation: rows.find((row) => row.customerId === null && row.groupId === null),
  };
}

/** Someone active at the customer itself; whoever is there already may stay. */
export async function checkBillingContact(
  tx: Transaction,
  tables: Tables,
  { before, after }: Change,
): Promise<Problems> {
  const chosen = after.billingContactId;
  if (chosen === null || chosen === before.billingContactId) return {};
  const isThere = await isActiveContact({ tx, tables }, after.customerId ?? 0, chosen);
  return isThere ? {} : { billingContactId: { key: "chooseOption" } };
}

/** Another customer in reach, in use, whose own invoices do not end up here. Payers change one at a time. */
export async function checkPayer(tx: Transaction, tables: Tables, { before, after }: Change): Promise<Problems> {
  const { billingCustomerId: payer, customerId } = after;
  if (payer === null || payer === before.billingCustomerId) return {};
  if (payer === customerId) return { billingCustomerId: { key: "payerOther" } };
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('billing.payer', 0))`);
  const [found] = await tx
    .select({ archivedAt: tables.customers.archivedAt })
    .from(tables.customers)
    .where(eq(tables.customers.id, payer));
  if (!found || found.archivedAt) return { billingCustomerId: { key: "chooseOption" } };

  const seen = new Set<number>();
  for (let next = [payer]; next.length; next = (await payersOf(tx, next)).filter((id) => !seen.has(id))) {
    if (next.includes(customerId ?? 0)) return { billingCustomerId: { key: "payerCycle" } };
    for (const id of next) seen.add(id);
  }
  return {};
}

/** Who pays for these customers, in whichever company. */
async function payersOf(tx: Transaction, customerIds: number[]): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ payer: billing.billingCustomerId })
    .from(billing)
    .where(and(inArray(billing.customerId, customerIds), isNotNull(billing.billingCustomerId)));
  return rows.flatMap(({ payer: id }) => id ?? []);
}
