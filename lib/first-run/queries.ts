import "server-only";
import { and, gt, isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { mayPutAway, stepsOf } from "./rules";

/** The steps before the first customers, as far as they are the viewer's to take; null once the list is put away. */
export const firstSteps = query("signed in", async ({ db, tables, viewer }) => {
  const { billing, customers, customFields, customerTypes, employees, groups, settings } = tables;
  const some = (table: Parameters<typeof db.$count>[0], where?: Parameters<typeof db.$count>[1]) =>
    sql<number>`${db.$count(table, where)}`.mapWith(Number);
  const [now] = await db
    .select({
      organisationName: settings.organisationName,
      numberingMode: settings.numberingMode,
      numberingStart: settings.numberingStart,
      numberingPadding: settings.numberingPadding,
      numericOnly: settings.numericOnly,
      isPutAway: settings.firstStepsDone,
      types: some(customerTypes),
      groups: some(groups),
      terms: some(billing, and(isNull(billing.customerId), isNull(billing.groupId), gt(billing.version, 1))),
      fields: some(customFields),
      people: some(employees, isNull(employees.deactivatedAt)),
      customers: sql<number>`(exists (select from ${customers}))::int`.mapWith(Number),
    })
    .from(settings);
  if (!now || now.isPutAway) return null;
  const listed = stepsOf(viewer, now);
  if (listed.length === 0) return null;
  const done = listed.filter(({ isDone }) => isDone).length;
  return {
    steps: listed,
    done,
    hasCustomers: now.customers > 0,
    mayPutAway: viewer.can("settings") && mayPutAway(now, listed),
  };
});

export type FirstSteps = NonNullable<Awaited<ReturnType<typeof firstSteps>>>;
