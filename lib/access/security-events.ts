import "server-only";
import { and, eq, getTableColumns, isNotNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { customersInReach, none } from "./scopes";
import type { Viewer } from "./viewer";

/**
 * The security log, for those with the right to it: who did what, and which fields changed, never their values. A
 * customer is named only to those who reach it.
 */
export function securityEventsOf(viewer: Viewer) {
  const { customers, employees, events, eventValues, profiles } = schema;
  const about = sql<number | null>`coalesce(${events}.customer_id, (${events}.facts ->> 'customer')::bigint,
    case when ${events}.subject = 'customers' then ${events}.subject_id end)`;
  const nameOf = (id: SQL) =>
    sql<string | null>`(select concat_ws(' ', e.first_name, e.last_name) from ${employees} e where e.id = ${id})`;
  const customer = db
    .select({ name: customers.name })
    .from(customers)
    .where(and(eq(customers.id, about), customersInReach(viewer)));
  return db
    .select({
      ...getTableColumns(events),
      actorName: nameOf(sql`${events}.actor_id`).as("actor_name"),
      personName: nameOf(sql`case when ${events}.subject = 'employees' then ${events}.subject_id
        else (${events}.facts ->> 'viewedAs')::bigint end`).as("person_name"),
      profileName: sql<string | null>`(select p.name from ${profiles} p
        where ${events}.subject = 'profiles' and p.id = ${events}.subject_id)`.as("profile_name"),
      aboutId: about.as("about_id"),
      aboutName: sql<string | null>`(${customer})`.as("about_name"),
      fields: sql<
        string[]
      >`array(select distinct v.field from ${eventValues} v where v.event_id = ${events}.id order by 1)`.as("fields"),
    })
    .from(events)
    .where(and(isNotNull(events.category), viewer.can("audit") ? undefined : none))
    .as("security_events");
}
