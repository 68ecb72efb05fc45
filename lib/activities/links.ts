import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { activityParticipants } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { mayOwnCustomers } from "@/lib/employees/rules";
import { Invalid, type Problems } from "@/lib/errors";
import { workable } from "@/lib/projects/workable";
import type { ActivityKind } from "./rules";

type Links = {
  typeId?: number | null;
  ownerId?: number | null;
  projectId?: number | null;
  salesCaseId?: number | null;
};

/**
 * Whether what an activity points to is there and open to the viewer. What it points to already may stay.
 * @throws Invalid beside each field that points elsewhere
 */
export async function checkLinks(
  { viewer, tx, tables }: { viewer: Viewer; tx: Transaction; tables: Tables },
  { kind, customerId }: { kind: ActivityKind; customerId: number },
  links: Links,
  held: Links = {},
): Promise<void> {
  const { activityTypes, projects, salesCases } = tables;
  const problems: Problems = {};
  const look = async (field: keyof Links, exists: (id: number) => Promise<number>) => {
    const id = links[field];
    if (id && id !== held[field] && !(await exists(id))) problems[field] = { key: "chooseOption" };
  };
  await look("typeId", (id) =>
    tx.$count(
      activityTypes,
      and(eq(activityTypes.id, id), eq(activityTypes.kind, kind), isNull(activityTypes.disabledAt)),
    ),
  );
  await look("ownerId", (id) => mayBeGivenTo({ viewer, tx, tables }, id));
  // A note is part of the work in a project: to see the project is not enough.
  const open = kind === "note" ? workable({ viewer, tables }) : undefined;
  await look("projectId", (id) =>
    tx.$count(projects, and(eq(projects.id, id), eq(projects.customerId, customerId), open)),
  );
  await look("salesCaseId", (id) =>
    tx.$count(salesCases, and(eq(salesCases.id, id), eq(salesCases.customerId, customerId))),
  );
  if (Object.keys(problems).length) throw new Invalid(problems);
}

/** One may take on anything oneself; giving it to somebody else is a right of its own. */
export async function mayBeGivenTo(
  { viewer, tx, tables }: { viewer: Viewer; tx: Transaction; tables: Tables },
  employeeId: number,
): Promise<number> {
  if (employeeId === viewer.employeeId) return 1;
  if (!viewer.can("assignOthers")) return 0;
  const { employees } = tables;
  return tx.$count(employees, and(eq(employees.id, employeeId), mayOwnCustomers(employees)));
}

/** The type new activities of a kind have where none is chosen. */
export async function defaultType(
  tx: Transaction,
  { activityTypes }: Tables,
  kind: ActivityKind,
): Promise<number | null> {
  const [type] = await tx
    .select({ id: activityTypes.id })
    .from(activityTypes)
    .where(and(eq(activityTypes.kind, kind), eq(activityTypes.isDefault, true), isNull(activityTypes.disabledAt)));
  return type?.id ?? null;
}

export type Taking = {
  employees?: number[];
  contacts?: number[];
  others?: string | null;
  replies?: Record<string, string | null>;
};

/** Those taking part, as the log keeps them: people by id, so that nothing of an erased contact stays in it. */
export async function takingPart(tx: Transaction, activityId: number) {
  const rows = await tx
    .select()
    .from(activityParticipants)
    .where(eq(activityParticipants.activityId, activityId))
    .orderBy(activityParticipants.id);
  return {
    employees: rows.flatMap(({ employeeId }) => employeeId ?? []).sort(byNumber),
    contacts: rows.flatMap(({ contactId }) => contactId ?? []).sort(byNumber),
    others: rows.flatMap(({ name }) => name ?? []).join(", ") || null,
    replies: rows.flatMap(({ id, reply }) => (reply ? `${id}.${reply}` : [])),
  };
}

const byNumber = (one: number, other: number) => one - other;

/**
 * Makes those taking part what the form says; whoever stays keeps the answer. What the form does not send stays.
 * @throws Invalid where a person is not there, or a contact is another customer's
 */
export async function writeParticipants(
  tx: Transaction,
  tables: Tables,
  { id, customerId }: { id: number; customerId: number },
  { employees, contacts, others, replies = {} }: Taking,
): Promise<void> {
  const held = await takingPart(tx, id);
  const joining = (wanted: number[] | undefined, now: number[]) => wanted?.filter((one) => !now.includes(one)) ?? [];
  const leaving = (wanted: number[] | undefined, now: number[]) =>
    wanted ? now.filter((one) => !wanted.includes(one)) : [];
  const people = joining(employees, held.employees);
  const known = await tx.$count(
    tables.employees,
    and(inArray(tables.employees.id, people), mayOwnCustomers(tables.employees)),
  );
  if (people.length !== known) throw new Invalid({ employees: { key: "chooseOption" } });
  const persons = joining(contacts, held.contacts);
  const { customerContacts } = tables;
  const open = await tx.$count(
    customerContacts,
    and(inArray(customerContacts.id, persons), eq(customerContacts.customerId, customerId)),
  );
  if (persons.length !== open) throw new Invalid({ contacts: { key: "chooseOption" } });

  const { activityId, employeeId, contactId, name } = activityParticipants;
  const remove = (condition: ReturnType<typeof eq>) =>
    tx.delete(activityParticipants).where(and(eq(activityId, id), condition));
  for (const [participant, reply] of Object.entries(replies)) {
    await tx
      .update(activityParticipants)
      .set({ reply: reply as "yes" | null })
      .where(and(eq(activityId, id), eq(activityParticipants.id, Number(participant))));
  }
  await remove(inArray(employeeId, leaving(employees, held.employees)));
  await remove(inArray(contactId, leaving(contacts, held.contacts)));
  const names = namesIn(others);
  const stay = namesIn(held.others);
  if (others !== undefined)
    await remove(
      inArray(
        name,
        stay.filter((one) => !names.includes(one)),
      ),
    );
  const added = [
    ...people.map((one) => ({ activityId: id, employeeId: one })),
    ...persons.map((one) => ({ activityId: id, contactId: one })),
    ...names.filter((one) => !stay.includes(one)).map((one) => ({ activityId: id, name: one })),
  ];
  if (added.length) await tx.insert(activityParticipants).values(added);
}

/** Names parted by commas, each once. */
const namesIn = (others: string | null | undefined): string[] => [
  ...new Set(
    (others ?? "")
      .split(/[,;]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];
