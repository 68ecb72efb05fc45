import type { Customer, Organisation } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import type { Transaction, Written } from "./written.ts";

/** One line of the log, with the value that changed if one did. */
export type Line = {
  at: Date;
  by: string;
  action: string;
  source?: "web" | "import";
  subject: string;
  subjectId: number;
  subjectVersion: number;
  customerId: number;
  change?: { field: string; before: unknown; after: unknown };
};

/** Writes the log, oldest first. */
export async function insertLog(tx: Transaction, lines: Line[], people: Written): Promise<void> {
  const inOrder = lines.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const rows = inOrder.map(({ by, change: _, ...event }) => ({ ...event, actorId: people.id(by) }));
  const inserted = await tx.insert(schema.events).values(rows).returning({ id: schema.events.id });
  const values = inOrder.flatMap(({ change }, place) =>
    change ? [{ ...change, eventId: inserted[place]?.id ?? 0 }] : [],
  );
  await tx.insert(schema.eventValues).values(values);
}

/** Every customer's creation, and what happened to some of them later. */
export function customerLines({ customers }: Organisation, written: Written): Line[] {
  return Object.entries(customers).flatMap(([key, customer]) => {
    const id = written.id(key);
    return storyOf(customer).map((event) => ({ ...event, subject: "customers", subjectId: id, customerId: id }));
  });
}

function storyOf({ created, updated, archived, deleted, ...customer }: Customer) {
  const isImported = customer.stageReason === "imported";
  const story = [
    { ...created, action: "customer.created", source: isImported ? ("import" as const) : ("web" as const) },
    updated && {
      at: updated.at,
      by: updated.by,
      action: "customer.updated",
      change: { field: updated.field, before: updated.before, after: customer[updated.field] ?? null },
    },
    archived && {
      at: archived.at,
      by: archived.by,
      action: "customer.archived",
      change: { field: "archiveReason", before: null, after: archived.reason },
    },
    deleted && { ...deleted, action: "customer.deleted" },
  ];
  return story
    .filter((event) => event !== undefined)
    .map((event, place) => ({ change: undefined, source: "web" as const, ...event, subjectVersion: place + 1 }));
}
