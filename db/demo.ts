import { like } from "drizzle-orm";
import { calendarOf } from "./calendar.ts";
import { companies, groups, numberingStart, peopleOf, teams } from "./demo-company.ts";
import { type DemoCustomer, demoCustomers } from "./demo-customers.ts";
import { inDetail, segmentGroups, specialGroups } from "./demo-details.ts";
import { demoMoney } from "./demo-money.ts";
import { demoRegistry } from "./demo-registry.ts";
import { customerRoles, inRoles, projectRoles } from "./demo-roles.ts";
import { demoUnits } from "./demo-units.ts";
import { demoWork } from "./demo-work.ts";
import { demoWorkOrders, workOrderTemplates } from "./demo-work-orders.ts";
import { type Database, fill } from "./fill.ts";
import type { SalesCase } from "./organisation-work.ts";
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
  const work = demoWork(calendar, people, customers);
  const money = demoMoney(calendar, customers, work.projects);
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
    customers: inStages(customers, work.salesCases, money.invoices),
    units: demoUnits(customers),
    registry: demoRegistry(calendar, customers),
    ...work,
    ...money,
    workOrders: demoWorkOrders(calendar, customers),
    workOrderTemplates,
  };
  await fill(db, organisation, passwordHash);
}

/** Why customers are what they are: prospects since they were added, active ones by an invoice or a won sale. */
function inStages(
  customers: Record<string, DemoCustomer>,
  salesCases: Record<string, SalesCase>,
  invoices: readonly { customer: string }[],
): Record<string, DemoCustomer> {
  const invoiced = new Set(invoices.map(({ customer }) => customer));
  const won = new Set(Object.values(salesCases).flatMap(({ step, customer }) => (step === "Won" ? [customer] : [])));
  return Object.fromEntries(
    Object.entries(customers).map(([key, customer]) => {
      if (customer.stageReason === "imported") return [key, customer];
      const reason = invoiced.has(key) ? "invoice" : won.has(key) ? "won" : "manual";
      return [key, { ...customer, stageReason: customer.stage === "prospect" ? "created" : reason }];
    }),
  );
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
