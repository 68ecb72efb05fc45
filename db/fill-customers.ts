import { eq, sql } from "drizzle-orm";
import type { Transaction } from "./fill.ts";
import { type Customer, entriesOf, type Group, type Ids, keyed, type Outsider } from "./organisation.ts";
import {
  addresses,
  customerCompanies,
  customerContacts,
  customers,
  customerTypeLinks,
  customerTypes,
  events,
  eventValues,
  groupMemberships,
  numberSeries,
  persons,
  responsibilities,
} from "./schema/index.ts";

type Known<C extends string, P extends string, G extends string> = {
  companies: Ids<C>;
  people: Ids<P>;
  groups: Ids<G>;
};
type Given<C extends string, P extends string, G extends string, K extends string> = {
  numberingStart: number;
  groups: Record<G, Group<P>>;
  customers: Record<K, Customer<C, P, G>>;
};

/** Writes customers with all that belongs to them, and their first lines of the log. */
export async function insertCustomers<C extends string, P extends string, G extends string, K extends string>(
  tx: Transaction,
  given: Given<C, P, G, K>,
  known: Known<C, P, G>,
): Promise<Ids<K>> {
  const all = entriesOf(given.customers);
  const { numberOf, series } = numbersFor(given);
  const rows = all.map(([key, customer]) => ({ ...rowOf(customer, known), number: numberOf[key] }));
  const ids = keyed(given.customers, await tx.insert(customers).values(rows).returning({ id: customers.id }));
  const saved = all.map(([key, customer]) => ({ id: ids[key], customer }));

  await tx
    .insert(numberSeries)
    .values(series.map(([group, next]) => ({ groupId: group && known.groups[group], next })));
  await insertTypes(tx, saved);
  await insertAddresses(tx, saved, known.people);
  await insertContacts(tx, saved, known.people);
  await insertServing(tx, saved, known);
  await insertEvents(tx, saved, known.people);
  await tx
    .update(groupMemberships)
    .set({ validFrom: sql`(${customers.createdAt} at time zone (select time_zone from settings))::date` })
    .from(customers)
    .where(eq(customers.id, groupMemberships.customerId));
  return ids;
}

/** Runs the series as saving one customer after the other would: each from its start, taken numbers left out. */
function numbersFor<C extends string, P extends string, G extends string, K extends string>({
  numberingStart,
  groups,
  customers,
}: Given<C, P, G, K>) {
  const next = new Map<G | null, number>([[null, numberingStart]]);
  for (const [key, { numberStart }] of entriesOf(groups)) if (numberStart) next.set(key, numberStart);
  const taken = new Set(entriesOf(customers).map(([, customer]) => customer.number));

  const free = (group: G | null): number => {
    let number = next.get(group) ?? numberingStart;
    while (taken.has(String(number))) number++;
    next.set(group, number);
    return number;
  };
  const take = ({ number, group }: Customer<C, P, G>): string => {
    if (number) return number;
    const series = group && next.has(group) ? group : null;
    const running = String(free(series));
    taken.add(running);
    return running;
  };
  const numberOf = Object.fromEntries(entriesOf(customers).map(([key, customer]) => [key, take(customer)])) as Record<
    K,
    string
  >;
  return { numberOf, series: [...next.keys()].map((group) => [group, free(group)] as const) };
}

function rowOf<C extends string, P extends string, G extends string>(
  customer: Customer<C, P, G>,
  known: Known<C, P, G>,
) {
  const {
    company,
    owner,
    group,
    created,
    updated,
    archived,
    deleted,
    addresses,
    contacts,
    types,
    responsibles,
    related,
    ...own
  } = customer;
  const last = deleted ?? archived ?? updated ?? created;
  return {
    stage: "active" as const,
    ...own,
    companyId: known.companies[company],
    ownerId: owner && known.people[owner],
    groupId: group && known.groups[group],
    // Brought along, the town spares the trigger of the addresses a second write.
    city: addresses?.[0]?.city,
    createdAt: created.at,
    createdBy: known.people[created.by],
    updatedAt: last.at,
    updatedBy: known.people[last.by],
    version: 1 + [updated, archived, deleted].filter(Boolean).length,
    ...(archived && { archivedAt: archived.at, archivedBy: known.people[archived.by], archiveReason: archived.reason }),
    ...(deleted && { deletedAt: deleted.at, deletedBy: known.people[deleted.by] }),
  };
}

type Saved<C extends string, P extends string, G extends string> = { id: number; customer: Customer<C, P, G> }[];
type SavedBy<P extends string> = Saved<string, P, string>;

async function insertTypes(tx: Transaction, saved: SavedBy<string>): Promise<void> {
  const known = await tx.select().from(customerTypes);
  const typeId = (type: string) => {
    const found = known.find(({ builtIn, defaultConsumer }) =>
      type === "consumer" ? defaultConsumer : builtIn === type,
    );
    if (!found) throw new Error(`no customer type "${type}"`);
    return found.id;
  };
  const links = saved.flatMap(({ id, customer }) =>
    (customer.types ?? ["customer"]).map((type) => ({ customerId: id, typeId: typeId(type) })),
  );
  await tx.insert(customerTypeLinks).values(links);
}

/** Who wrote it and when, as the customer's other rows have it. */
function marks<P extends string>({ created }: Customer<string, P, string>, people: Ids<P>) {
  return { createdAt: created.at, createdBy: people[created.by] };
}

async function insertAddresses<P extends string>(tx: Transaction, saved: SavedBy<P>, people: Ids<P>): Promise<void> {
  const rows = saved.flatMap(({ id, customer }) =>
    (customer.addresses ?? []).map((address, place) => ({
      ...address,
      ...marks(customer, people),
      customerId: id,
      isHeadOffice: place === 0,
      updatedAt: customer.created.at,
    })),
  );
  await tx.insert(addresses).values(rows);
}

async function insertContacts<P extends string>(tx: Transaction, saved: SavedBy<P>, people: Ids<P>): Promise<void> {
  const all = saved.flatMap(({ id, customer }) =>
    (customer.contacts ?? []).map((contact) => ({ id, customer, contact })),
  );
  const first = new Map<Outsider, (typeof all)[number]>();
  for (const entry of all) if (!first.has(entry.contact.person)) first.set(entry.contact.person, entry);
  const outsiders = [...first].map(([person, { customer }]) => ({ ...person, ...marks(customer, people) }));
  const inserted = await tx.insert(persons).values(outsiders).returning({ id: persons.id });
  const personIds = new Map([...first.keys()].map((person, place) => [person, inserted[place]?.id ?? 0]));

  const rows = all.map(({ id, customer, contact: { person, phone, ...contact } }) => ({
    ...contact,
    ...marks(customer, people),
    customerId: id,
    personId: personIds.get(person) ?? 0,
    phone: phone?.replaceAll(" ", ""),
    phoneRaw: phone,
    updatedAt: customer.created.at,
  }));
  await tx.insert(customerContacts).values(rows);
}

/** Who answers for the customers, and which companies besides the home company serve them. */
async function insertServing<C extends string, P extends string, G extends string>(
  tx: Transaction,
  saved: Saved<C, P, G>,
  known: Known<C, P, G>,
): Promise<void> {
  const responsibles = saved.flatMap(({ id, customer }) =>
    (customer.responsibles ?? []).map(({ who, from, to, note }) => ({
      ...marks(customer, known.people),
      customerId: id,
      employeeId: known.people[who],
      validFrom: from,
      validTo: to,
      note,
    })),
  );
  const relations = saved.flatMap(({ id, customer }) =>
    (customer.related ?? []).map((company) => ({ customerId: id, companyId: known.companies[company] })),
  );
  await tx.insert(responsibilities).values(responsibles);
  await tx.insert(customerCompanies).values(relations);
}

/** Every customer's creation, and what happened to some of them later, oldest first. */
async function insertEvents<P extends string>(tx: Transaction, saved: SavedBy<P>, people: Ids<P>): Promise<void> {
  const lines = saved.flatMap(({ id, customer }) => storyOf(customer).map((event) => ({ ...event, subjectId: id })));
  lines.sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = lines.map(({ by, change: _, ...event }) => ({ ...event, actorId: people[by], subject: "customers" }));
  const inserted = await tx.insert(events).values(rows).returning({ id: events.id });
  const values = lines.flatMap(({ change }, place) =>
    change ? [{ ...change, eventId: inserted[place]?.id ?? 0 }] : [],
  );
  await tx.insert(eventValues).values(values);
}

function storyOf<P extends string>({ created, updated, archived, deleted, ...customer }: Customer<string, P, string>) {
  const change = updated && { field: updated.field, before: updated.before, after: customer[updated.field] ?? null };
  const source = customer.stageReason === "imported" ? ("import" as const) : ("web" as const);
  const story = [
    { ...created, action: "customer.created", source, change: undefined },
    updated && { at: updated.at, by: updated.by, action: "customer.updated", source: "web" as const, change },
    archived && {
      at: archived.at,
      by: archived.by,
      action: "customer.archived",
      source: "web" as const,
      change: { field: "archiveReason", before: null, after: archived.reason },
    },
    deleted && { ...deleted, action: "customer.deleted", source: "web" as const, change: undefined },
  ];
  return story.filter((event) => event !== undefined).map((event, place) => ({ ...event, subjectVersion: place + 1 }));
}
