import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { outOfReach } from "@/lib/access/refused";
import { absent } from "@/lib/outcome";
import { type Invoice, sendersOf } from "./drafting";
import { nextNumberOf } from "./numbers";
import { invoicingAllowed, type Recipient, recipientOf } from "./parties";
import type { InvoiceState, Vat } from "./rules";
import { sumsOf, vatGroupsOf } from "./sums";
import { ratesOn, termsOf, usualVat } from "./terms";

export type InvoiceLine = {
  id: number;
  description: string;
  quantity: string;
  unit: string | null;
  unitPrice: string;
  net: string;
  vatCategory: Vat["category"];
  vatRate: string;
};

export type Sums = { net: string; vat: string; gross: string };
export type VatGroup = Vat & Sums;
type Other = { id: number; number: string | null; state: InvoiceState };

/** An invoice with its lines and sums and what it is tied to. Drafts and issued ones look alike. */
export const getInvoice = query("money.read", async (scope, id: number) => {
  const { db, tables } = scope;
  const [invoice] = await db.select().from(tables.invoices).where(eq(tables.invoices.id, id));
  return invoice ? { ...invoice, ...(await aroundOf(scope, invoice)) } : outOfReach(scope.viewer, "invoices", id);
});

export type OpenInvoice = Awaited<ReturnType<typeof getInvoice>>;

async function aroundOf({ db, tables }: ReadScope, invoice: Invoice) {
  const { companies, customerContacts: contacts, customers, invoiceLines, invoices, persons, projects } = tables;
  const { id, customerId, companyId, projectId, contactId, creditOf } = invoice;
  const line = sql`jsonb_build_object('id', l.id, 'description', l.description, 'quantity', l.quantity::text, 'unit', l.unit,
    'unitPrice', l.unit_price::text, 'net', l.net::text, 'vatCategory', l.vat_category, 'vatRate', l.vat_rate::text)`;
  const group = sql`jsonb_build_object('category', g.category, 'rate', g.rate::text, 'net', g.net::text, 'vat', g.vat::text, 'gross', (g.net + g.vat)::text)`;
  const other = sql`jsonb_build_object('id', i.id, 'number', i.number, 'state', i.status)`;
  const others = sql`(select * from ${invoices}) i`;
  const [around] = await db
    .select({
      customerName: customers.name,
      customerNumber: customers.number,
      archivedAt: customers.archivedAt,
      homeId: customers.companyId,
      isAllowed: invoicingAllowed(tables, customerId),
      companyName: companies.name,
      companyCountry: companies.country,
      companyVatNumber: companies.vatNumber,
      projectName: projects.name,
      firstName: persons.firstName,
      lastName: persons.lastName,
      erasedAt: persons.erasedAt,
      lines: sql<InvoiceLine[]>`coalesce((
        select jsonb_agg(${line} order by l.position) from (select * from ${invoiceLines}) l where l.invoice_id = ${id}), '[]')`,
      groups: sql<VatGroup[]>`coalesce((
        select jsonb_agg(${group} order by g.rate desc, g.category) from ${vatGroupsOf(id)} g), '[]')`,
      sums: sql<Sums>`(select jsonb_build_object('net', s.net::text, 'vat', s.vat::text, 'gross', s.gross::text) from ${sumsOf(id)} s)`,
      original: sql<Other | null>`(select ${other} from ${others} where i.id = ${creditOf})`,
      credits: sql<Other[]>`coalesce((
        select jsonb_agg(${other} order by i.issued_on, i.id) from ${others} where i.credit_of = ${id}), '[]')`,
      credited: sql<string>`coalesce((
        select sum(i.net) from ${others} where i.credit_of = ${id} and i.status = 'issued'), 0)::text`,
    })
    .from(customers)
    .innerJoin(companies, eq(companies.id, companyId))
    .leftJoin(projects, eq(projects.id, projectId ?? 0))
    .leftJoin(contacts, eq(contacts.id, contactId ?? 0))
    .leftJoin(persons, eq(persons.id, contacts.personId))
    .where(eq(customers.id, customerId));
  return around ?? absent();
}

export type Draft = { recipient: Recipient | null } & Awaited<ReturnType<typeof draftFacts>>;

/**
 * What a draft follows until it is issued: who gets it as the register says now, when it is due and how new lines are
 * taxed. A payer who is not open to the viewer is null.
 */
export const draftOf = query("money.read", async (scope, invoice: OpenInvoice): Promise<Draft> => {
  const facts = await draftFacts(scope, invoice);
  if (invoice.original) return { ...facts, recipient: await recipientKept(scope, invoice.original.id) };
  const payerId = facts.terms.payerId ?? invoice.customerId;
  const recipient = await recipientOf(scope.db, scope.tables, payerId, invoice.companyId);
  return { ...facts, recipient: recipient ?? null };
});

async function draftFacts({ db, viewer }: ReadScope, { customerId, companyId, companyCountry }: OpenInvoice) {
  const terms = await termsOf(db, customerId, companyId);
  const rates = await ratesOn(db, companyCountry, viewer.facts.today);
  return { terms, rates, usual: usualVat(terms, rates) };
}

/** A credit note goes to whoever got the invoice, whatever they are called now. */
async function recipientKept({ db, tables: { invoices } }: ReadScope, id: number): Promise<Recipient | null> {
  const [kept] = await db
    .select({
      recipientName: sql<string>`${invoices.recipientName}`,
      recipientNumber: sql<string>`${invoices.recipientNumber}`,
      recipientBusinessId: invoices.recipientBusinessId,
      recipientVatNumber: invoices.recipientVatNumber,
      recipientStreet: invoices.recipientStreet,
      recipientPostalCode: invoices.recipientPostalCode,
      recipientCity: invoices.recipientCity,
      recipientCountry: sql<string>`${invoices.recipientCountry}`,
    })
    .from(invoices)
    .where(eq(invoices.id, id));
  return kept ?? null;
}

/** In whose name a customer can be invoiced, and its projects that the viewer sees. */
export const newDraftChoices = query(
  "money.read",
  async ({ db, viewer, tables: { projects } }, customerId: number) => ({
    companies: await sendersOf(db, viewer, customerId),
    projects: await db
      .select({ id: projects.id, name: projects.name, number: projects.number })
      .from(projects)
      .where(and(eq(projects.customerId, customerId), sql`${projects.status} <> 'closed'`))
      .orderBy(projects.number, projects.id),
  }),
);

/** The projects and contacts that a draft may name; those it names already are the caller's to add. */
export const draftChoices = query("money.read", async ({ db, tables }, customerId: number) => {
  const { customerContacts: contacts, persons, projects } = tables;
  return {
    projects: await db
      .select({ id: projects.id, name: projects.name, number: projects.number })
      .from(projects)
      .where(eq(projects.customerId, customerId))
      .orderBy(projects.number, projects.id),
    contacts: await db
      .select({ id: contacts.id, firstName: persons.firstName, lastName: persons.lastName })
      .from(contacts)
      .innerJoin(persons, eq(persons.id, contacts.personId))
      .where(and(eq(contacts.customerId, customerId), isNull(contacts.inactiveAt), isNull(persons.erasedAt)))
      .orderBy(contacts.sortName, contacts.id),
  };
});

/** The number that a draft would get, as things stand now. */
export const nextInvoiceNumber = query("money.read", async ({ db, tables: { invoices } }, id: number) => {
  const [draft] = await db.select({ companyId: invoices.companyId }).from(invoices).where(eq(invoices.id, id));
  return draft ? nextNumberOf(db, draft.companyId) : absent();
});
