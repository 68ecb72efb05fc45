import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Line } from "./fill-log.ts";
import type { Organisation } from "./organisation.ts";
import type { Activity, Document, Project } from "./organisation-work.ts";
import * as schema from "./schema/index.ts";
import { type Transaction, Written } from "./written.ts";

type Known = { people: Written; customers: Written; projectRoles: Written; contacts: Record<string, number[]> };
type Made<T> = { what: T; id: number; customerId: number };

/** Writes projects, sales cases, activities and files. @returns their ids and their lines for the log */
export async function insertWork(tx: Transaction, organisation: Organisation, known: Known) {
  const projects = await insertProjects(tx, organisation, known);
  const salesCases = await insertSalesCases(tx, organisation, { ...known, projects });
  const activities = await insertActivities(tx, organisation, { ...known, projects, salesCases });
  const files = await insertFiles(tx, organisation, { ...known, projects });
  const made = <T extends { customer: string }>(all: Record<string, T>, written: Written): Made<T>[] =>
    Object.entries(all).map(([key, what]) => ({
      what,
      id: written.id(key),
      customerId: known.customers.id(what.customer),
    }));
  const lines = [
    ...made(organisation.projects, projects).map(createdLine("project.created", "projects")),
    ...made(organisation.salesCases, salesCases).map(createdLine("salesCase.created", "sales_cases")),
    ...made(organisation.activities, activities).flatMap(activityLines),
    ...made(organisation.files, files).map(createdLine("file.created", "files")),
  ];
  return { projects, salesCases, activities, files, lines };
}

const createdLine =
  (action: string, subject: string) =>
  ({ what, id, customerId }: Made<{ created: { at: Date; by: string } }>): Line => ({
    ...what.created,
    action,
    subject,
    subjectId: id,
    subjectVersion: 1,
    customerId,
  });

function activityLines(one: Made<Activity>): Line[] {
  const created = createdLine("activity.created", "activities")(one);
  const { completed } = one.what;
  if (!completed) return [created];
  const change = { field: "completedAt", before: null, after: completed.at };
  return [created, { ...created, ...completed, action: "activity.completed", subjectVersion: 2, change }];
}

const optional = (written: Written, key: string | undefined) => (key === undefined ? undefined : written.id(key));

/** What projects, sales cases, activities and files have in common. */
function commonOf(
  { customer, contact, created }: { customer: string; contact?: number; created: { at: Date; by: string } },
  { people, customers, contacts }: Known,
) {
  const by = people.id(created.by);
  return {
    customerId: customers.id(customer),
    contactId: contact === undefined ? undefined : contacts[customer]?.[contact],
    createdAt: created.at,
    createdBy: by,
    updatedAt: created.at,
    updatedBy: by,
  };
}

async function insertProjects(tx: Transaction, { projects }: Organisation, known: Known): Promise<Written> {
  const keys = Object.keys(projects);
  const rows = Object.values(projects).map((project) => {
    const { customer, manager, participants: _, contact, tasks: __, months: ___, created, ...own } = project;
    return {
      ...own,
      ...commonOf({ customer, contact, created }, known),
      managerId: optional(known.people, manager),
    };
  });
  const saved = await tx.insert(schema.projects).values(rows).returning({ id: schema.projects.id });
  const written = new Written(keys, saved);
  const all = Object.entries(projects).map(([key, project]) => ({ ...project, id: written.id(key) }));
  const participants = all.flatMap(({ id, created, participants = [] }) =>
    participants.map(({ who, role }) => ({
      projectId: id,
      employeeId: known.people.id(who),
      roleId: optional(known.projectRoles, role),
      createdAt: created.at,
      createdBy: known.people.id(created.by),
    })),
  );
  await tx.insert(schema.projectParticipants).values(participants);
  await tx.insert(schema.projectTasks).values(all.flatMap((project) => tasksOf(project, known)));
  return written;
}

const tasksOf = ({ id, tasks = [], created }: Project & { id: number }, { people }: Known) =>
  tasks.map(({ assignee, ...task }, position) => ({
    ...task,
    position,
    projectId: id,
    assigneeId: optional(people, assignee),
    createdAt: created.at,
    createdBy: people.id(created.by),
  }));

async function insertSalesCases(
  tx: Transaction,
  { salesCases }: Organisation,
  known: Known & { projects: Written },
): Promise<Written> {
  const { salesStatuses } = schema;
  const steps = await tx
    .select({
      id: salesStatuses.id,
      name: sql<string>`${salesStatuses.names}->>'en'`,
      probability: salesStatuses.probability,
    })
    .from(salesStatuses);
  const rows = Object.values(salesCases).map(({ customer, step, owner, contact, project, created, ...own }) => {
    const status = steps.find(({ name }) => name === step);
    return {
      ...own,
      ...commonOf({ customer, contact, created }, known),
      statusId: status?.id ?? 0,
      probability: status?.probability ?? 0,
      ownerId: optional(known.people, owner),
      projectId: optional(known.projects, project),
      updatedAt: own.closedAt ?? created.at,
    };
  });
  const saved = await tx.insert(schema.salesCases).values(rows).returning({ id: schema.salesCases.id });
  return new Written(Object.keys(salesCases), saved);
}

async function insertActivities(
  tx: Transaction,
  { activities }: Organisation,
  known: Known & { projects: Written; salesCases: Written },
): Promise<Written> {
  const types = await tx.select().from(schema.activityTypes);
  const rows = Object.values(activities).map(({ customer, type, created, completed, project, salesCase, ...rest }) => {
    const { owner, colleagues, contacts, ...own } = rest;
    const sort = types.find(({ code }) => code === type);
    const completedBy = completed && known.people.id(completed.by);
    return {
      ...own,
      ...commonOf({ customer, created }, known),
      kind: sort?.kind ?? ("note" as const),
      typeId: sort?.id,
      ownerId: optional(known.people, owner),
      projectId: optional(known.projects, project),
      salesCaseId: optional(known.salesCases, salesCase),
      completedAt: completed?.at,
      completedBy,
      ...(completed && { updatedAt: completed.at, updatedBy: completedBy, version: 2 }),
    };
  });
  const saved = await tx.insert(schema.activities).values(rows).returning({ id: schema.activities.id });
  const written = new Written(Object.keys(activities), saved);
  const participants = Object.entries(activities).flatMap(([key, { colleagues = [], contacts = [], customer }]) => [
    ...colleagues.map((who) => ({ activityId: written.id(key), employeeId: known.people.id(who) })),
    ...contacts.map((place) => ({ activityId: written.id(key), contactId: known.contacts[customer]?.[place] })),
  ]);
  await tx.insert(schema.activityParticipants).values(participants);
  return written;
}

async function insertFiles(
  tx: Transaction,
  { files }: Organisation,
  known: Known & { projects: Written },
): Promise<Written> {
  const blobIds = await insertBlobs(tx, Object.values(files));
  const rows = Object.values(files).map((file) => {
    const { customer, contact, project, content, created, ...own } = file;
    return {
      ...own,
      ...commonOf({ customer, contact, created }, known),
      projectId: optional(known.projects, project),
      blobId: blobIds.get(file),
      mediaType: content?.mediaType,
    };
  });
  const saved = await tx.insert(schema.files).values(rows).returning({ id: schema.files.id });
  return new Written(Object.keys(files), saved);
}

async function insertBlobs(tx: Transaction, files: Document[]): Promise<Map<Document, number>> {
  const stored = files.flatMap((file) => (file.content ? [{ file, bytes: file.content.bytes }] : []));
  const rows = stored.map(({ file, bytes }) => ({
    sha256: createHash("sha256").update(bytes).digest("hex"),
    size: bytes.length,
    store: "database" as const,
    createdAt: file.created.at,
    completedAt: file.created.at,
  }));
  const saved = await tx.insert(schema.blobs).values(rows).returning({ id: schema.blobs.id });
  const chunks = stored.map(({ bytes }, place) => ({ blobId: saved[place]?.id ?? 0, place: 0, bytes }));
  await tx.insert(schema.blobChunks).values(chunks);
  return new Map(stored.map(({ file }, place) => [file, saved[place]?.id ?? 0]));
}
