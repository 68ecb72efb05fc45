import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { hasIssued, nextNumberOf } from "@/lib/invoices/numbers";
import { absent } from "@/lib/outcome";
import { governsCompanies } from "@/lib/settings/rules";

/** The companies of the organisation with how many customers have their home there and how many people work there. */
export const listCompanies = query("companies", async ({ db, tables, viewer }) => {
  if (!governsCompanies(viewer)) absent();
  const { companies, customers, employees, teams } = tables;
  return db
    .select({
      id: companies.id,
      version: companies.version,
      name: companies.name,
      country: companies.country,
      vatNumber: companies.vatNumber,
      disabledAt: companies.disabledAt,
      customers: sql<number>`${db.$count(customers, eq(customers.companyId, companies.id))}`.mapWith(Number),
      people: sql<number>`${db.$count(employees, eq(employees.companyId, companies.id))}`.mapWith(Number),
      teams: sql<number>`${db.$count(teams, eq(teams.companyId, companies.id))}`.mapWith(Number),
    })
    .from(companies)
    .orderBy(asc(companies.id));
});

export type Company = Awaited<ReturnType<typeof listCompanies>>[number];

/** The number a company's next invoice gets, and whether that can still be chosen. */
export const companyNumbers = query("companies", async ({ db, viewer }, companyId: number) => {
  if (!governsCompanies(viewer) || !viewer.can("money.read")) absent();
  return { next: await nextNumberOf(db, companyId), isOpen: !(await hasIssued(db, companyId)) };
});

/** Their names, in the order they came. */
export const companyNames = query("signed in", async ({ db, tables: { companies } }) =>
  db.select({ id: companies.id, name: companies.name }).from(companies).orderBy(asc(companies.id)),
);
