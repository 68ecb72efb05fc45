import "server-only";
import { and, eq, getTableName, inArray, isNull, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { customersOpen } from "./listed-customers";
import type { Permission } from "./permissions";
import { checkItemsOpen, comparisonsOpen, jobsOpen } from "./registry";
import {
  activitiesOpen,
  allIf,
  billingOpen,
  customersInReach,
  everybody,
  filesOpen,
  invoicesOpen,
  nobody,
  none,
  ofContact,
  ofCustomer,
  ofProject,
  ownOrShared,
  projectMonthsOpen,
  projectsOpen,
  type Rows,
  salesCasesOpen,
  unmaskedOf,
} from "./scopes";
import type { Part, Viewer } from "./viewer";
import { type Views, views } from "./views";
import { customerWorkOrdersOpen, ofWorkOrder } from "./work-orders";
import { written } from "./written";

type Schema = typeof schema;
export type TableName = { [K in keyof Schema]: Schema[K] extends PgTable ? K : never }[keyof Schema];

type Rule = { read: Permission | "signed in"; rows: Rows };

/** Rows of a part of the product show only while it is in use. What they refer to keeps its name in the history. */
const whileUsed =
  (part: Part, rows: Rows): Rows =>
  (viewer) =>
    viewer.uses(part) ? rows(viewer) : none;

/** The rows that hang on one that is open. */
const within =
  (column: PgColumn, table: PgTable & { id: PgColumn }, rows: Rows): Rows =>
  (viewer) =>
    sql`${column} in (${db.select({ id: table.id }).from(table).where(rows(viewer))})`;

const ownImports: Rows = (viewer) => eq(schema.imports.employeeId, viewer.employeeId);

/** Every table says here whose rows are whose. A table left out does not compile. */
export const rules: Record<TableName, Rule> = {
  activities: { read: "customers.read", rows: activitiesOpen },
  activityParticipants: {
    read: "customers.read",
    rows: within(schema.activityParticipants.activityId, schema.activities, activitiesOpen),
  },
  activityTypes: { read: "customers.read", rows: allIf("customers.read", "settings") },
  addresses: { read: "customers.read", rows: ofCustomer(schema.addresses.customerId) },
  billing: { read: "customers.read", rows: billingOpen },
  blobChunks: { read: "customers.read", rows: nobody },
  blobs: {
    read: "customers.read",
    rows: (viewer) =>
      sql`${schema.blobs.id} in (${db.select({ id: schema.files.blobId }).from(schema.files).where(filesOpen(viewer))})`,
  },
  calendarFeeds: { read: "signed in", rows: (viewer) => eq(schema.calendarFeeds.employeeId, viewer.employeeId) },
  companies: { read: "signed in", rows: everybody },
  companyGroups: { read: "customers.read", rows: allIf("customers.read", "settings") },
  contactKeywordLinks: { read: "customers.read", rows: ofContact(schema.contactKeywordLinks.contactId) },
  contactRoleLinks: {
    read: "customers.read",
    rows: whileUsed("roles", ofContact(schema.contactRoleLinks.contactId)),
  },
  contactRoles: { read: "customers.read", rows: allIf("customers.read", "settings") },
  customFields: { read: "customers.read", rows: allIf("customers.read", "settings") },
  customOptions: { read: "customers.read", rows: allIf("customers.read", "settings") },
  customUniqueValues: { read: "settings", rows: nobody },
  customValues: { read: "customers.read", rows: ofCustomer(schema.customValues.customerId) },
  customerCompanies: { read: "customers.read", rows: ofCustomer(schema.customerCompanies.customerId) },
  customerExternalIds: {
    read: "customers.read",
    rows: (viewer) =>
      and(
        ofCustomer(schema.customerExternalIds.customerId)(viewer),
        inArray(schema.customerExternalIds.integration, [...viewer.facts.integrations]),
      ),
  },
  customerContacts: { read: "customers.read", rows: ofCustomer(schema.customerContacts.customerId) },
  customerRelations: {
    read: "customers.read",
    rows: (viewer) =>
      and(
        ofCustomer(schema.customerRelations.customerId)(viewer),
        ofCustomer(schema.customerRelations.relatedId)(viewer),
      ),
  },
  customerRoles: { read: "customers.read", rows: whileUsed("roles", allIf("customers.read", "settings")) },
  customers: { read: "customers.read", rows: customersInReach },
  customerSegments: {
    read: "customers.read",
    rows: whileUsed("segments", ofCustomer(schema.customerSegments.customerId)),
  },
  customerTags: { read: "customers.read", rows: unmaskedOf(schema.customerTags.customerId) },
  customerTypeLinks: { read: "customers.read", rows: ofCustomer(schema.customerTypeLinks.customerId) },
  customerTypes: { read: "customers.read", rows: allIf("customers.read", "settings") },
  customerWorkOrders: { read: "workOrders.own", rows: customerWorkOrdersOpen },
  employees: { read: "customers.read", rows: allIf("customers.read", "people") },
  employeeTeams: { read: "customers.read", rows: allIf("customers.read", "people", "settings") },
  events: { read: "audit", rows: allIf("audit") },
  eventValues: { read: "audit", rows: allIf("audit") },
  exchangeRates: { read: "money.read", rows: allIf("money.read", "sales.own", "settings") },
  files: { read: "customers.read", rows: filesOpen },
  formKeys: { read: "signed in", rows: nobody },
  groupMemberships: { read: "customers.read", rows: unmaskedOf(schema.groupMemberships.customerId) },
  groups: {
    read: "customers.read",
    rows: (viewer) => (viewer.can("customers.read") ? isNull(schema.groups.deletedAt) : none),
  },
  groupSellers: { read: "customers.read", rows: allIf("customers.read") },
  handOvers: {
    read: "responsibilities",
    rows: (viewer) => {
      if (!viewer.can("responsibilities") || !viewer.can("assignOthers")) return none;
      return viewer.customerReach.all ? undefined : eq(schema.handOvers.madeBy, viewer.employeeId);
    },
  },
  importDrafts: { read: "import", rows: within(schema.importDrafts.importId, schema.imports, ownImports) },
  importNumbers: { read: "import", rows: nobody },
  importRows: { read: "import", rows: within(schema.importRows.importId, schema.imports, ownImports) },
  imports: { read: "import", rows: ownImports },
  invoiceLines: { read: "money.read", rows: within(schema.invoiceLines.invoiceId, schema.invoices, invoicesOpen) },
  invoices: { read: "money.read", rows: invoicesOpen },
  invoiceSeries: { read: "money.read", rows: nobody },
  jobs: { read: "signed in", rows: jobsOpen },
  keywords: { read: "customers.read", rows: allIf("customers.read", "settings") },
  loginFailures: { read: "audit", rows: nobody },
  mailingLists: {
    read: "customers.read",
    rows: (viewer) => (viewer.can("customers.read") ? ownOrShared(viewer, schema.mailingLists) : none),
  },
  numberSeries: { read: "groups", rows: allIf("groups") },
  persons: {
    read: "customers.read",
    rows: (viewer) =>
      sql`${schema.persons.id} in (${db
        .select({ id: schema.customerContacts.personId })
        .from(schema.customerContacts)
        .where(ofCustomer(schema.customerContacts.customerId)(viewer))})`,
  },
  projectMonths: { read: "money.read", rows: projectMonthsOpen },
  projectParticipants: { read: "projects.own", rows: ofProject(schema.projectParticipants.projectId) },
  projectRoles: { read: "customers.read", rows: whileUsed("roles", allIf("customers.read", "settings")) },
  projects: { read: "projects.own", rows: projectsOpen },
  projectTasks: { read: "projects.own", rows: ofProject(schema.projectTasks.projectId) },
  profiles: { read: "people", rows: allIf("people", "permissions") },
  registryAnswers: { read: "registry", rows: allIf("registry") },
  registryCheckItems: { read: "registry", rows: checkItemsOpen },
  registryComparisons: { read: "registry", rows: comparisonsOpen },
  responsibilities: { read: "customers.read", rows: unmaskedOf(schema.responsibilities.customerId) },
  responsibilityChangeLines: { read: "responsibilities", rows: nobody },
  responsibilityChanges: { read: "responsibilities", rows: allIf("responsibilities") },
  salesCases: { read: "sales.own", rows: salesCasesOpen },
  salesStatuses: { read: "sales.own", rows: allIf("sales.own", "settings") },
  savedReports: {
    read: "reports",
    rows: (viewer) => (viewer.can("reports") ? ownOrShared(viewer, schema.savedReports) : none),
  },
  segmentGroups: { read: "customers.read", rows: allIf("customers.read", "settings") },
  segments: { read: "customers.read", rows: allIf("customers.read", "settings") },
  sessions: { read: "signed in", rows: (viewer) => eq(schema.sessions.employeeId, viewer.employeeId) },
  settings: { read: "signed in", rows: everybody },
  setUpTokens: { read: "people", rows: nobody },
  specialGroupMembers: { read: "customers.read", rows: ofCustomer(schema.specialGroupMembers.customerId) },
  specialGroups: {
    read: "customers.read",
    rows: (viewer) => and(allIf("customers.read", "settings")(viewer), isNull(schema.specialGroups.deletedAt)),
  },
  tags: { read: "customers.read", rows: allIf("customers.read", "settings") },
  teams: { read: "customers.read", rows: allIf("customers.read", "people", "settings") },
  usedNumbers: { read: "customers.edit", rows: nobody },
  usedProjectNumbers: { read: "projects.own", rows: nobody },
  vatRates: { read: "money.read", rows: allIf("money.read", "settings") },
  workOrderPeople: { read: "workOrders.own", rows: ofWorkOrder(schema.workOrderPeople.workOrderId) },
  workOrders: { read: "workOrders.own", rows: ofWorkOrder(schema.workOrders.id) },
  workOrderTemplatePeople: { read: "workOrders.edit", rows: allIf("workOrders.edit") },
  workOrderTemplates: { read: "workOrders.edit", rows: allIf("workOrders.edit") },
};

/** The tables under their own names, cut to the viewer's rows, and the customers a list may show. */
export type Tables = { [K in TableName]: Schema[K] } & Views;

/** Tables made lately: what somebody may see follows from the facts about them, so equal facts have equal tables. */
const made = new Map<string, Tables>();
const mostMade = 200;

export function visibleTables(viewer: Viewer): Tables {
  const key = JSON.stringify({ ...viewer.facts, sessionHash: "", network: null });
  const known = made.get(key);
  if (known) return known;
  const tables = new Map<string, unknown>();
  const visible = new Proxy({} as Tables, {
    get(_, name: string) {
      if (!tables.has(name)) tables.set(name, cut(viewer, name));
      return tables.get(name);
    },
  });
  if (made.size >= mostMade) made.delete(made.keys().next().value ?? "");
  made.set(key, visible);
  return visible;
}

function cut(viewer: Viewer, name: string) {
  if (name in views) return written(views[name as keyof Views](viewer));
  if (name === "customers") return written(customersOpen(viewer));
  const table = (schema as Record<string, unknown>)[name] as PgTable;
  const rows = rules[name as TableName].rows(viewer);
  return rows ? written(db.select().from(table).where(rows).as(getTableName(table))) : table;
}
