import { like } from "drizzle-orm";
import { calendarOf } from "./calendar.ts";
import { companies, groups, numberingStart, peopleOf, teams } from "./demo-company.ts";
import { demoCustomers } from "./demo-customers.ts";
import { inDetail, segmentGroups, specialGroups } from "./demo-details.ts";
import { customerRoles, inRoles, projectRoles } from "./demo-roles.ts";
import { demoUnits } from "./demo-units.ts";
import { demoWork } from "./demo-work.ts";
import { demoWorkOrders, workOrderTemplates } from "./demo-work-orders.ts";
import { type Database, fill } from "./fill.ts";
import { employees } from "./schema/index.ts";
import type { Transaction } from "./written.ts";

/**
 * Fills an empty, migrated database with the fictitious services group Pohjanranta: always the same, two years of it up
 * to the day before `today`.
 */
export async function seedDemo(
  db: Database,
  { passwordHash, today = new Date() }: { passwordHash: string; today?: Date },
): Promise<void> {
  const calendar = calendarOf(today);
  const people = peopleOf(calendar.moment(95));
  const listed = inRoles(calendar, inDetail(calendar, demoCustomers(calendar, people)));
  const customers = Object.fromEntries(listed.map((customer, place) => [`customer ${place + 1}`, customer]));
  const organisation = {
    name: "Pohjanranta",
    numberingStart,
    founded: calendar.moment(760),
    companies,
    teams,
    people,
    groups,
    segmentGroups,
    specialGroups,
    customerRoles,
    projectRoles,
    customers,
    units: demoUnits(customers),
    ...demoWork(calendar, people, customers),
    workOrders: demoWorkOrders(calendar, customers),
    workOrderTemplates,
  };
  await fill(db, organisation, passwordHash);
}

/** Gives everybody of the demo the same password. @returns how many people that were */
export async function setDemoPasswords(db: Pick<Transaction, "update">, passwordHash: string): Promise<number> {
  const people = await db
    .update(employees)
    .set({ passwordHash })
    .where(like(employees.email, "%@demo.example"))
    .returning({ id: employees.id });
  return people.length;
}
