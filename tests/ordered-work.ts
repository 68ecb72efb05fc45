import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { customerWorkOrders } from "@/db/schema/index";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { createCustomer } from "@/lib/customers/commands";
import { createSpecialGroup } from "@/lib/special-groups/commands";
import { done } from "./doing";

/** The least that an order says. */
export const simple = { title: "Nuohous", description: "Kaikki hormit" };

export const orderedFor = async (order: number) =>
  db
    .select()
    .from(customerWorkOrders)
    .where(eq(customerWorkOrders.workOrderId, order))
    .orderBy(asc(customerWorkOrders.customerId));

export const customersOf = async (order: number) => (await orderedFor(order)).map(({ customerId }) => customerId);

let named = 0;

export const specialGroupOf = (viewer: Viewer, members: { id: number }[]) =>
  done(createSpecialGroup, viewer, { name: `Ryhmä ${++named}`, members: members.map(({ id }) => String(id)) });

export const newCustomerOf = (viewer: Viewer, company: number, values: Values = {}) =>
  done(createCustomer, viewer, {
    id: company,
    name: `${String.fromCharCode(97 + ++named).repeat(9)} Oy`,
    country: "FI",
    ...values,
  });
