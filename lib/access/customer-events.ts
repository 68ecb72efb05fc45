import "server-only";
import { and, getTableColumns, getTableName, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import {
  activitiesOpen,
  billingOpen,
  filesOpen,
  invoicesOpen,
  masked,
  none,
  ofCustomer,
  ofProject,
  projectMonthsOpen,
  projectsOpen,
  type Rows,
  salesCasesOpen,
} from "./scopes";
import { unitLineSeen, valuesSeen } from "./units";
import type { Viewer } from "./viewer";
import { customerWorkOrdersOpen } from "./work-orders";

const { customers } = schema;

/** The log of the customers in reach, each line with its values. */
export function customerEventsOf(viewer: Viewer) {
  const { employees, events } = schema;
  return db
    .select({
      ...getTableColumns(events),
      actorName: sql<string | null>`(
        select concat_ws(' ', a.first_name, a.last_name) from ${employees} a where a.id = ${events}.actor_id)`.as(
        "actor_name",
      ),
      changes: sql<LoggedChange[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', v.id, 'field', v.field, 'before', v.before, 'after', v.after) order by v.id)
        from ${valuesSeen(viewer)} v where v.event_id = ${events}.id and ${unmaskedValue(viewer)} and ${moneySeen(viewer)}), '[]')`.as(
        "changes",
      ),
    })
    .from(events)
    .where(and(customerEventsOpen(viewer), unitLineSeen(viewer)))
    .as("customer_events");
}

/** Owner, responsibles, group and tags of another company's customer stay hidden in its log too. `v` is the value, in `events`. */
function unmaskedValue(viewer: Viewer): SQL {
  const mask = masked(viewer);
  if (!mask) return sql`true`;
  const { events } = schema;
  const open = db.select({ id: customers.id }).from(customers).where(mask);
  return sql`(v.field not in ('ownerId', 'responsibles', 'groupId', 'tags') or ${events}.subject not in ('customers', 'customer_companies')
    or ${events}.customer_id in (${open}))`;
}

/** What a project may bring in is for those who see money. */
const moneySeen = (viewer: Viewer): SQL =>
  viewer.can("money.read") ? sql`true` : sql`(v.field <> 'budget' or ${schema.events}.subject <> 'projects')`;

export type LoggedChange = { id: number; field: string; before: unknown; after: unknown };

/**
 * The log of customers in reach, as their cards show it. A line about something hidden is hidden as well; where the row
 * itself is gone, its lines show unless it ever was private, one company's, or stood in a project or a sales case; those of
 * figures that were emptied to whoever sees their project and money. Of a work order that is gone nothing shows: whom it
 * was for is gone with it; of an invoice, to those who see no money, and of a sales case or project, to those who see their own alone.
 */
const customerEventsOpen: Rows = (viewer) => {
  const { activities, billing, customerRelations, customerWorkOrders, events, eventValues, files, invoices } = schema;
  const { projectMonths, projects, projectTasks, salesCases } = schema;
  const parts = [
    [activities, activitiesOpen(viewer)],
    [billing, billingOpen(viewer)],
    [customerRelations, ofCustomer(customerRelations.relatedId)(viewer)],
    [customerWorkOrders, customerWorkOrdersOpen(viewer)],
    [files, filesOpen(viewer)],
    [invoices, invoicesOpen(viewer)],
    [projectMonths, projectMonthsOpen(viewer)],
    [projects, projectsOpen(viewer)],
    [projectTasks, ofProject(projectTasks.projectId)(viewer)],
    [salesCases, salesCasesOpen(viewer)],
  ] as const;
  const money = viewer.can("money.read");
  const isSilentWhenGone = (table: PgTable) =>
    table === customerWorkOrders ||
    (table === salesCases && !viewer.can("sales.read")) ||
    (table === projects && !viewer.can("projects.read")) ||
    (!money && (table === invoices || table === projectMonths));
  const open = parts.map(([table, rows]) => {
    const about = sql`${events.subject} = ${getTableName(table)}`;
    const seen = db.select({ id: table.id }).from(table).where(rows);
    const told = sql`select from ${events} told join ${eventValues} v on v.event_id = told.id
        where told.subject = ${events.subject} and told.subject_id = ${events.subjectId}`;
    const gone = sql`not exists (select from ${table} where ${table.id} = ${events.subjectId})
      and ${
        table === projectMonths
          ? emptiedSeen(viewer, told)
          : sql`not exists (${told}
          and v.field in ('isPrivate', 'projectId', 'salesCaseId', 'companyId')
          and (v.before not in ('null', 'false') or v.after not in ('null', 'false')))`
      }`;
    return sql`(${about} and (${events.subjectId} in (${seen}) or (${isSilentWhenGone(table) ? none : gone})))`;
  });
  const names = parts.map(([table]) => getTableName(table));
  return and(ofCustomer(events.customerId)(viewer), or(notInArray(events.subject, names), ...open));
};

/** Figures know their project only in the log once a month is emptied. */
function emptiedSeen(viewer: Viewer, told: SQL): SQL {
  const { projects } = schema;
  const open = db.select({ id: projects.id }).from(projects).where(projectsOpen(viewer));
  return sql`exists (${told} and v.field = 'projectId'
    and (coalesce(nullif(v.after, 'null'), v.before) #>> '{}')::bigint in (${open}))`;
}
