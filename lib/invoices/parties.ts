import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { customerTypeLinks, customerTypes } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { holdCustomer } from "@/lib/customers/holding";
import { Invalid } from "@/lib/errors";

type Reader = Pick<Transaction, "select">;

/** Whom an invoice is for, by the names of the columns that keep it. */
export type Recipient = {
  recipientName: string;
  recipientNumber: string;
  recipientBusinessId: string | null;
  recipientVatNumber: string | null;
  recipientStreet: string | null;
  recipientPostalCode: string | null;
  recipientCity: string | null;
  recipientCountry: string;
};

type Place = Pick<Recipient, "recipientStreet" | "recipientPostalCode" | "recipientCity"> & { country: string };

/**
 * Whom an invoice goes to now: the payer with the number it has in the sending company, at the address for invoices, else
 * at its head office. Undefined where the payer is not open to the viewer.
 */
export async function recipientOf(
  reader: Reader,
  { addresses, customerCompanies, customers: open }: Tables,
  payerId: number,
  companyId: number,
): Promise<Recipient | undefined> {
  const place = sql<Place | null>`(
    select jsonb_build_object('recipientStreet', a.street, 'recipientPostalCode', a.postal_code, 'recipientCity', a.city, 'country', a.country)
    from (select * from ${addresses}) a where a.customer_id = ${payerId}
    order by 'billing' = any(a.purposes) desc, a.is_head_office desc, a.id limit 1)`;
  const [found] = await reader
    .select({
      recipientName: open.name,
      recipientNumber: sql<string>`coalesce((
        select k.number from (select * from ${customerCompanies}) k
        where k.customer_id = ${payerId} and k.company_id = ${companyId}), ${open.number})`,
      recipientBusinessId: open.businessId,
      recipientVatNumber: open.vatNumber,
      country: open.country,
      place,
    })
    .from(open)
    .where(eq(open.id, payerId));
  if (!found) return undefined;
  const { country, place: at, ...names } = found;
  return {
    ...names,
    recipientStreet: at?.recipientStreet ?? null,
    recipientPostalCode: at?.recipientPostalCode ?? null,
    recipientCity: at?.recipientCity ?? null,
    recipientCountry: at?.country ?? country,
  };
}

/** Whether one of a customer's types allows invoicing, as a condition about the customer's id. */
export const invoicingAllowed = (
  { customerTypeLinks: links, customerTypes: types }: Pick<Tables, "customerTypeLinks" | "customerTypes">,
  customerId: number,
): SQL<boolean> => sql<boolean>`exists (
  select from ${links} join ${types} on ${types.id} = ${links.typeId}
  where ${links.customerId} = ${customerId} and ${types.invoicingAllowed})`;

/**
 * Keeps a customer and its types as they are until the transaction ends.
 * @throws Invalid where it is archived or, unless something is only taken back, none of its types allows invoicing
 */
export async function holdInvoiced(tx: Transaction, customerId: number, isCredit = false): Promise<void> {
  await holdCustomer(tx, customerId, "alone");
  if (isCredit) return;
  const allowing = await tx
    .select({ id: customerTypes.id })
    .from(customerTypeLinks)
    .innerJoin(customerTypes, eq(customerTypes.id, customerTypeLinks.typeId))
    .where(and(eq(customerTypeLinks.customerId, customerId), eq(customerTypes.invoicingAllowed, true)))
    .for("share");
  if (!allowing.length) throw new Invalid({ "": { key: "invoicingBlocked" } });
}
