import "server-only";
import { eq, isNull, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { isMasked } from "@/lib/customers/rules";
import { collationOf } from "@/lib/locale/choice";
import { absent } from "@/lib/outcome";
import { teamOf } from "./parts";
import type { Row } from "./rules";

/** A row of the matrix with everybody who answers for it or ever did. Out of reach and masked are the same: absent. */
export const getRow = query("responsibilities", async (scope, { subject, subjectId }: Row, locale: Locale) => {
  const found = await (subject === "customer" ? customerRow : projectRow)(scope, subjectId, locale);
  if (!found || isMasked(scope.viewer, found.companies)) return absent();
  const own = scope.viewer.facts.companyName;
  const lead = found.people.find(({ isLead }) => isLead);
  return {
    subject,
    subjectId,
    ...found,
    leadId: lead?.employeeId ?? null,
    leadName: lead?.name ?? null,
    /** The viewer's own company has an account owner of its own. */
    hasOwnLead: subject === "customer" && found.people.some(({ companies }) => companies.includes(own)),
  };
});

export type ResponsibilityRow = Awaited<ReturnType<typeof getRow>>;

async function customerRow({ db, tables, viewer }: ReadScope, id: number, locale: Locale) {
  const { customers } = tables;
  const lead = sql`${customers.ownerId}`;
  const [row] = await db
    .select({
      customerId: customers.id,
      name: customers.name,
      companies: customers.companies,
      archivedAt: customers.archivedAt,
      isClosed: sql<boolean>`false`,
      people: teamOf({ viewer, tables }, { subject: "customer", subjectId: id, lead, locale, withPast: true }),
    })
    .from(customers)
    .where(eq(customers.id, id));
  return row;
}

async function projectRow({ db, tables, viewer }: ReadScope, id: number, locale: Locale) {
  const { customers, projects } = tables;
  const lead = sql`${projects.managerId}`;
  const [row] = await db
    .select({
      customerId: customers.id,
      name: projects.name,
      companies: customers.companies,
      archivedAt: customers.archivedAt,
      isClosed: sql<boolean>`${projects.status} = 'closed'`,
      people: teamOf({ viewer, tables }, { subject: "project", subjectId: id, lead, locale, withPast: true }),
    })
    .from(projects)
    .innerJoin(customers, eq(customers.id, projects.customerId))
    .where(eq(projects.id, id));
  return row;
}

/** Whoever works here, by name; with their company, as two may have one name. */
export const listEmployees = query("responsibilities", async ({ db, tables }, locale: Locale) => {
  const { companies, employees } = tables;
  const by = sql.raw(`collate "${collationOf(locale)}"`);
  return db
    .select({
      id: employees.id,
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      companyName: companies.name,
    })
    .from(employees)
    .innerJoin(companies, eq(companies.id, employees.companyId))
    .where(isNull(employees.deactivatedAt))
    .orderBy(sql`${employees.lastName} ${by}`, sql`${employees.firstName} ${by}`, employees.id);
});
