import "server-only";
import { and, eq, or } from "drizzle-orm";
import { z } from "zod";
import { customerRelations, customers } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { Invalid } from "@/lib/errors";
import { inputOf } from "@/lib/fields";
import { relationFields } from "./fields";

/** Says that a customer and another one belong together. Once is enough, from whichever of the two it is said. */
export const addRelation = command({
  may: "customers.edit",
  on: customers,
  subject: customerRelations,
  log: "relation.created",
  input: inputOf(relationFields).required({ kind: true }),
  async run({ tx, tables, row: customer }, { relatedId = null, kind, note = null }) {
    if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    if (relatedId === null) throw new Invalid({ relatedId: { key: "chooseOption" } });
    const { customers: open, customerRelations: known } = tables;
    const [related] = await tx.select({ id: open.id }).from(open).where(eq(open.id, relatedId));
    if (!related) throw new Invalid({ relatedId: { key: "chooseOption" } });
    if (relatedId === customer.id) throw new Invalid({ relatedId: { key: "relationTwo" } });
    const between = (one: number, other: number) => and(eq(known.customerId, one), eq(known.relatedId, other));
    const either = or(between(customer.id, relatedId), between(relatedId, customer.id));
    const [before] = await tx
      .select({ id: known.id })
      .from(known)
      .where(and(eq(known.kind, kind), either));
    if (before) throw new Invalid({ relatedId: { key: "taken" } });
    const [added] = await tx
      .insert(customerRelations)
      .values({ customerId: customer.id, relatedId, kind, note })
      .returning({ id: customerRelations.id });
    if (!added) throw new Error("no relation");
    return { id: added.id, customerId: customer.id };
  },
});

/** A relation goes from both cards, on whichever of them it is removed. */
export const removeRelation = command({
  may: "customers.edit",
  on: customerRelations,
  log: "relation.deleted",
  input: z.strictObject({}),
  async run({ tx, row }) {
    const [customer] = await tx.select().from(customers).where(eq(customers.id, row.customerId)).for("no key update");
    if (customer?.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    await tx.delete(customerRelations).where(eq(customerRelations.id, row.id));
    return { id: row.id, customerId: row.customerId };
  },
});
