import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { addresses, customers } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { holdCustomer } from "@/lib/customers/holding";
import { Invalid } from "@/lib/errors";
import { inputOf, reference } from "@/lib/fields";
import { touched } from "@/lib/stamps";
import { addressFields } from "./fields";
import { markHeadOffice, type Teller } from "./head-office";
import { judgedAddress } from "./rules";

type Row = typeof addresses.$inferSelect;

/** A new address of a customer. The first one is its head office (decisions 7.7). */
export const addAddress = command({
  may: "customers.edit",
  on: customers,
  subject: addresses,
  log: "address.created",
  input: inputOf(addressFields),
  async run({ viewer, tx, row: customer }, { country, ...given }) {
    if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    const details = judged(null, { ...nothing, ...given, country: country ?? customer.country });
    const by = viewer.employeeId;
    const isHeadOffice = (await tx.$count(addresses, eq(addresses.customerId, customer.id))) === 0;
    const [added] = await tx
      .insert(addresses)
      .values({ ...given, ...details, customerId: customer.id, isHeadOffice, createdBy: by, updatedBy: by })
      .returning({ id: addresses.id });
    if (!added) throw new Error("no address");
    return { id: added.id, customerId: customer.id };
  },
});

/** Changes what the form sends and nothing else. An address keeps its country where none is given. */
export const updateAddress = command({
  may: "customers.edit",
  on: addresses,
  log: "address.updated",
  input: inputOf(addressFields),
  async run({ viewer, tx, row }, { country, ...given }) {
    await holdCustomer(tx, row.customerId, "alone");
    const details = judged(row, { ...row, ...given, country: country ?? row.country });
    await tx
      .update(addresses)
      .set({ ...given, ...details, ...touched(addresses, viewer.employeeId) })
      .where(eq(addresses.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});

/**
 * Removes an address; its contacts stay with the customer.
 * `successorId` is the next head office: asked for where the head office goes and other addresses stay.
 */
export const removeAddress = command({
  may: "customers.edit",
  on: addresses,
  log: "address.deleted",
  input: z.strictObject({ successorId: reference().optional() }),
  async run({ viewer, tx, row }, { successorId = null }) {
    await holdCustomer(tx, row.customerId, "alone");
    const others = await othersOf(tx, row);
    const successor = others.find(({ id }) => id === successorId);
    // Read again behind the lock: another may have moved the head office here a moment ago.
    const [now] = await tx.select({ isHead: addresses.isHeadOffice }).from(addresses).where(eq(addresses.id, row.id));
    if (now?.isHead && others.length && !successor) throw new Invalid({ successorId: { key: "headOfficeSuccessor" } });
    await tx.delete(addresses).where(eq(addresses.id, row.id));
    if (now?.isHead && successor) await markHeadOffice(tx, byHand(viewer), successor, true);
    return { id: row.id, customerId: row.customerId };
  },
});

/** Makes this address the head office in the place of the one that was. */
export const chooseHeadOffice = command({
  may: "customers.edit",
  on: addresses,
  log: "address.headOfficeChosen",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    await holdCustomer(tx, row.customerId, "alone");
    const former = (await othersOf(tx, row)).find(({ isHeadOffice }) => isHeadOffice);
    if (former) {
      await markHeadOffice(tx, byHand(viewer), former, false);
      await tx
        .update(addresses)
        .set({ isHeadOffice: true, ...touched(addresses, viewer.employeeId) })
        .where(eq(addresses.id, row.id));
    }
    return { id: row.id, customerId: row.customerId };
  },
});

const byHand = (viewer: Viewer): Teller => ({ by: viewer.employeeId, source: "web" });

const nothing = { street: null, postalCode: null, city: null, phone: null };

function judged(...states: Parameters<typeof judgedAddress>) {
  const { details, problems } = judgedAddress(...states);
  if (Object.keys(problems).length) throw new Invalid(problems);
  return details;
}

const othersOf = (tx: Transaction, { id, customerId }: Row): Promise<Row[]> =>
  tx
    .select()
    .from(addresses)
    .where(and(eq(addresses.customerId, customerId), sql`${addresses.id} <> ${id}`));
