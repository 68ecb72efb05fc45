import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { companies, customerCompanies, customers, invoiceLines, type invoices } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { isActiveContact } from "@/lib/contacts/links";
import { Invalid, type Problems } from "@/lib/errors";
import { absent } from "@/lib/outcome";
import type { Line } from "./fields";
import { checkVat, maySendFor, type Vat } from "./rules";
import { termsOf } from "./terms";

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };
export type Invoice = typeof invoices.$inferSelect;

/**
 * The companies in whose name a viewer may invoice a customer: its home company, and related ones where the viewer works
 * or whose terms are theirs to change. The first is the one to begin with.
 */
export async function sendersOf(
  reader: Pick<Transaction, "select">,
  viewer: Viewer,
  customerId: number,
): Promise<{ id: number; name: string; country: string }[]> {
  const { id, name, country, disabledAt } = companies;
  const columns = { id, name, country };
  const home = await reader
    .select(columns)
    .from(companies)
    .innerJoin(customers, eq(customers.companyId, id))
    .where(and(eq(customers.id, customerId), isNull(disabledAt)));
  const related = await reader
    .select(columns)
    .from(companies)
    .innerJoin(customerCompanies, eq(customerCompanies.companyId, id))
    .where(and(eq(customerCompanies.customerId, customerId), isNull(disabledAt)))
    .orderBy(asc(id));
  const own = (company: { id: number }) => Number(company.id !== viewer.facts.companyId);
  const homeId = home[0]?.id ?? null;
  return [...home, ...related.filter((company) => maySendFor(viewer, { companyId: company.id, homeId }))].toSorted(
    (one, other) => own(one) - own(other),
  );
}

/** What is sent in a company's name is changed, issued, thrown away and taken back by those who may send in its name. */
export async function checkSender(tx: Transaction, viewer: Viewer, { customerId, companyId }: Invoice): Promise<void> {
  const [home] = await tx.select({ homeId: customers.companyId }).from(customers).where(eq(customers.id, customerId));
  if (!home || !maySendFor(viewer, { companyId, ...home })) absent();
}

/** What a new draft begins with, from the terms by which the company invoices the customer. */
export async function startOfDraft(
  { viewer, tx, tables }: Scope,
  { customerId, companyId, projectId }: { customerId: number; companyId: number; projectId: number | null },
) {
  const { currency, taxFreeReason, ourReference, yourReference, orderNumber, contactId } = await termsOf(
    tx,
    customerId,
    companyId,
  );
  const project = await projectFor({ tx, tables }, customerId, projectId);
  return {
    customerId,
    companyId,
    projectId,
    contactId,
    taxFreeReason,
    ourReference,
    yourReference,
    orderNumber,
    currency: project?.currency ?? currency ?? viewer.facts.currency,
    createdBy: viewer.employeeId,
    updatedBy: viewer.employeeId,
  };
}

/** @throws Invalid where the project is not this customer's, or not open to the viewer */
async function projectFor({ tx, tables: { projects } }: Omit<Scope, "viewer">, customerId: number, id: number | null) {
  if (id === null) return undefined;
  const [project] = await tx
    .select({ currency: projects.currency })
    .from(projects)
    .where(and(eq(projects.id, id), eq(projects.customerId, customerId)));
  if (!project) throw new Invalid({ projectId: { key: "chooseOption" } });
  return project;
}

type Links = { projectId?: number | null; contactId?: number | null };

/** What a draft points to has to be the customer's own and open; what it points to already may stay. */
export async function checkDraftLinks({ tx, tables }: Omit<Scope, "viewer">, held: Invoice, links: Links) {
  if (links.projectId !== undefined && links.projectId !== held.projectId) {
    await projectFor({ tx, tables }, held.customerId, links.projectId);
  }
  const { contactId } = links;
  if (contactId === undefined || contactId === null || contactId === held.contactId) return;
  if (!(await isActiveContact({ tx, tables }, held.customerId, contactId))) {
    throw new Invalid({ contactId: { key: "chooseOption" } });
  }
}

/** The lines of an invoice as a form would post them. */
export async function linesOf(tx: Pick<Transaction, "select">, invoiceId: number): Promise<Line[]> {
  const rows = await tx
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId))
    .orderBy(asc(invoiceLines.position));
  return rows.map(({ description, quantity, unit, unitPrice, vatCategory, vatRate }) => ({
    description,
    quantity,
    unit,
    unitPrice,
    vat: `${vatCategory}.${vatRate}`,
  }));
}

/** All lines anew, in their order. @returns those that were there before */
export async function writeLines(tx: Transaction, invoiceId: number, lines: readonly Line[]): Promise<Line[]> {
  const before = await linesOf(tx, invoiceId);
  await tx.delete(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId));
  const rows = lines.map(({ vat, ...line }, at) => {
    const { category, rate } = vatOf(vat);
    return { ...line, invoiceId, position: at + 1, vatCategory: category, vatRate: rate };
  });
  if (rows.length) await tx.insert(invoiceLines).values(rows);
  return before;
}

function vatOf(code: string): Vat {
  const checked = checkVat(code);
  if (!checked.ok) throw new Error(`no VAT: ${code}`);
  return checked.value;
}

/** Beside each line, by its place in the form, whose rate is none of the known ones. */
export function rateProblems(lines: readonly (Line | null)[], known: readonly string[]): Problems {
  const unknown = lines.flatMap((line, at) => {
    const vat = line && vatOf(line.vat);
    return vat?.category === "S" && !known.includes(vat.rate) ? [at] : [];
  });
  return Object.fromEntries(unknown.map((at) => [`lines.${at}.vat`, { key: "vatRateNotValid" as const }]));
}
