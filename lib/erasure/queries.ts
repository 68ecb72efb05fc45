import "server-only";
import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";
import { type Found, likelyPlaces } from "./places";
import { excerptOf, likelyPhrases, mentions, type Source, type Traces } from "./rules";
import { tracesOf } from "./traces";

/** What erasing the person behind a contact would take along, as far as the viewer may see it. */
export const erasureOf = query("eraseContact", async (scope, customerId: number, contactId: number) => {
  const { db, tables } = scope;
  const { customerContacts: contacts, persons } = tables;
  const [person] = await db
    .select({ id: persons.id, firstName: persons.firstName, lastName: persons.lastName })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(and(eq(contacts.id, contactId), eq(contacts.customerId, customerId), isNull(persons.erasedAt)));
  if (!person) absent();
  const ties = await tiesOf(scope, person.id);
  const ids = ties.map(({ id }) => id);
  const traces = tracesOf(person, ties);
  return {
    ...person,
    customers: ties.map(({ customerId: at, customerName }) => ({ id: at, name: customerName })),
    files: await filesOf(scope, ids),
    ...(await countsOf(scope, ids)),
    mentions: await mentionsOf(scope, traces, ids),
  };
});

export type Erasure = Awaited<ReturnType<typeof erasureOf>>;
export type Mention = Erasure["mentions"][number];

async function tiesOf({ db, tables }: ReadScope, personId: number) {
  const { customerContacts: contacts, customers } = tables;
  return db
    .select({
      id: contacts.id,
      customerId: contacts.customerId,
      customerName: customers.name,
      email: contacts.email,
      phone: contacts.phone,
      phoneRaw: contacts.phoneRaw,
      mobile: contacts.mobile,
      mobileRaw: contacts.mobileRaw,
    })
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(eq(contacts.personId, personId))
    .orderBy(asc(customers.name), asc(contacts.id));
}

async function filesOf({ db, tables: { files } }: ReadScope, contactIds: number[]) {
  return db
    .select({ id: files.id, customerId: files.customerId, name: files.name })
    .from(files)
    .where(inArray(files.contactId, contactIds))
    .orderBy(asc(files.name), asc(files.id));
}

/** What stays, and will name nobody. */
async function countsOf({ viewer, db, tables }: ReadScope, contactIds: number[]) {
  const { activityParticipants: participants, projects, salesCases } = tables;
  const [activities] = await db
    .select({ n: count() })
    .from(participants)
    .where(inArray(participants.contactId, contactIds));
  return {
    activities: activities?.n ?? 0,
    projects: viewer.can("projects.own") ? await db.$count(projects, inArray(projects.contactId, contactIds)) : 0,
    salesCases: viewer.can("sales.own") ? await db.$count(salesCases, inArray(salesCases.contactId, contactIds)) : 0,
  };
}

async function mentionsOf({ db, tables }: ReadScope, traces: Traces, contactIds: number[]) {
  const { customers } = tables;
  const phrases = likelyPhrases(traces);
  const found = await db
    .select({
      source: sql<Source>`found.source`,
      id: sql`found.id`.mapWith(Number),
      customerId: customers.id,
      customerName: customers.name,
      parentId: sql`found."parentId"`.mapWith(Number),
      text: sql<Found["text"]>`found.text`,
    })
    .from(likelyPlaces(tables, traces, contactIds))
    .innerJoin(customers, sql`${customers.id} = found."customerId"`)
    .orderBy(asc(customers.name), sql`found.source`, sql`found.id`);
  return found
    .filter(({ text }) => mentions(text, phrases))
    .map(({ text, ...place }) => ({ ...place, excerpt: excerptOf(text, phrases) }));
}
