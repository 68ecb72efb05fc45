import { eq, sql } from "drizzle-orm";
import type { Line } from "./fill-log.ts";
import type { Organisation } from "./organisation.ts";
import * as schema from "./schema/index.ts";
import type { Transaction, Written } from "./written.ts";

type Known = Record<"companies" | "people" | "customers" | "projects", Written> & {
  contacts: Record<string, number[]>;
};

const atOnce = 2_000;
const firstNumber = 1001;

/** Writes rates, the months of projects and invoices. @returns the invoices' lines for the log */
export async function insertMoney(tx: Transaction, organisation: Organisation, known: Known): Promise<Line[]> {
  const { exchangeRates, founded, projects } = organisation;
  const rates = exchangeRates.map((rate) => ({ ...rate, createdAt: founded }));
  if (rates.length) await tx.insert(schema.exchangeRates).values(rates);
  const months = Object.entries(projects).flatMap(([key, { months = [], created }]) =>
    months.map((month) => ({
      ...month,
      projectId: known.projects.id(key),
      createdAt: created.at,
      updatedAt: created.at,
      createdBy: known.people.id(created.by),
      updatedBy: known.people.id(created.by),
    })),
  );
  for (const some of inPieces(months)) await tx.insert(schema.projectMonths).values(some);
  return insertInvoices(tx, organisation, known);
}

/** Written as drafts with their lines, and issued together: an issued invoice takes no lines any more. */
async function insertInvoices(tx: Transaction, { invoices }: Organisation, known: Known): Promise<Line[]> {
  const { companies, people, customers, projects, contacts } = known;
  const inOrder = invoices.toSorted((a, b) => ((a.issuedOn ?? "9") < (b.issuedOn ?? "9") ? -1 : 1));
  const rows = inOrder.map(({ customer, company, project, contact, lines: _, created, ...own }) => ({
    ...own,
    customerId: customers.id(customer),
    companyId: companies.id(company),
    projectId: project === undefined ? undefined : projects.id(project),
    contactId: contact === undefined ? undefined : contacts[customer]?.[contact],
    createdAt: created.at,
    createdBy: people.id(created.by),
    updatedAt: created.at,
    updatedBy: people.id(created.by),
  }));
  const saved: { id: number }[] = [];
  for (const some of inPieces(rows))
    saved.push(...(await tx.insert(schema.invoices).values(some).returning({ id: schema.invoices.id })));
  const lines = inOrder.flatMap(({ lines }, place) =>
    lines.map((line, position) => ({ ...line, position, invoiceId: saved[place]?.id ?? 0 })),
  );
  for (const some of inPieces(lines)) await tx.insert(schema.invoiceLines).values(some);
  await issue(tx);
  await insertSeries(tx);
  return inOrder.map((invoice, place) => ({
    ...invoice.created,
    action: invoice.issuedOn ? "invoice.issued" : "invoice.created",
    subject: "invoices",
    subjectId: saved[place]?.id ?? 0,
    subjectVersion: 1,
    customerId: customers.id(invoice.customer),
  }));
}

/** Every draft that has its day gets its number and what stands on it: names, address and sums of that day. */
async function issue(tx: Transaction) {
  const { addresses, companies, customerContacts, customers, invoiceLines, invoices, persons } = schema;
  const groups = sql`select l.invoice_id, sum(l.net) as net, round(sum(l.net) * l.vat_rate / 100, 2) as vat
    from ${invoiceLines} l group by l.invoice_id, l.vat_category, l.vat_rate`;
  const whole = sql`select i.id, s.net, s.vat, c.name, c.number, c.business_id, c.vat_number, o.name as issuer,
      o.vat_number as issuer_vat, o.country as issuer_country, a.street, a.postal_code, a.city, a.country,
      nullif(concat_ws(' ', p.first_name, p.last_name), '') as contact,
      ${firstNumber - 1} + row_number() over (partition by i.company_id order by i.issued_on, i.id) as running
    from ${invoices} i
      join (select invoice_id, sum(net) as net, sum(vat) as vat from (${groups}) g group by invoice_id) s on s.invoice_id = i.id
      join ${customers} c on c.id = i.customer_id join ${companies} o on o.id = i.company_id
      left join ${addresses} a on a.customer_id = c.id and a.is_head_office
      left join ${customerContacts} t on t.id = i.contact_id left join ${persons} p on p.id = t.person_id
    where i.issued_on is not null`;
  await tx
    .update(invoices)
    .set({
      status: "issued",
      number: sql`w.running::text`,
      recipientName: sql`w.name`,
      recipientNumber: sql`w.number`,
      recipientBusinessId: sql`w.business_id`,
      recipientVatNumber: sql`w.vat_number`,
      recipientStreet: sql`w.street`,
      recipientPostalCode: sql`w.postal_code`,
      recipientCity: sql`w.city`,
      recipientCountry: sql`w.country`,
      contactName: sql`w.contact`,
      issuerName: sql`w.issuer`,
      issuerVatNumber: sql`w.issuer_vat`,
      issuerCountry: sql`w.issuer_country`,
      net: sql`w.net`,
      vat: sql`w.vat`,
      gross: sql`w.net + w.vat`,
      issuedAt: invoices.createdAt,
      issuedBy: invoices.createdBy,
    })
    .from(sql`(${whole}) w`)
    .where(eq(invoices.id, sql`w.id`));
}

async function insertSeries(tx: Transaction) {
  const { invoices, invoiceSeries } = schema;
  const used = await tx
    .select({ companyId: invoices.companyId, next: sql<number>`max(${invoices.number}::bigint) + 1`.mapWith(Number) })
    .from(invoices)
    .where(eq(invoices.status, "issued"))
    .groupBy(invoices.companyId);
  if (used.length) await tx.insert(invoiceSeries).values(used);
}

function* inPieces<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += atOnce) yield rows.slice(at, at + atOnce);
}
