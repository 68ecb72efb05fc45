import "server-only";
import { and, eq, getTableColumns, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { billing, customers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { unitsInheritedFrom } from "@/lib/access/units";
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

/** Someone active at the customer itself; whoever is there already may stay. */
export async function checkBillingContact(
  tx: Transaction,
  { customerContacts: contacts, persons }: Tables,
  { before, after }: Change,
): Promise<Problems> {
  const chosen = after.billingContactId;
  if (chosen === null || chosen === before.billingContactId) return {};
  const [found] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(
      and(
        eq(contacts.id, chosen),
        eq(contacts.customerId, after.customerId ?? 0),
        isNull(contacts.inactiveAt),
        isNull(persons.erasedAt),
      ),
    );
  return found ? {} : { billingContactId: { key: "chooseOption" } };
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
