import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { branchOf } from "@/lib/units/filter";
import { invoicingAllowed } from "./parties";
import type { InvoiceState } from "./rules";
import { sumsOf } from "./sums";

export type ListedInvoice = {
  id: number;
  number: string | null;
  state: InvoiceState;
  isCredit: boolean;
  issuedOn: string | null;
  dueOn: string | null;
  customerId: number;
  customerName: string;
  projectId: number | null;
  projectName: string | null;
  currency: string;
  net: string;
  gross: string;
};

/** What was issued in a year, in one currency; credit notes taken off. */
export type YearTotal = { year: number; currency: string; net: string; gross: string };

export type InvoiceList = {
  /** Open drafts first, then the newest. */
  rows: ListedInvoice[];
  count: number;
  totals: YearTotal[];
  /** Whether a type of the customer allows invoicing. */
  isAllowed: boolean;
};

export const invoicesPerPage = 20;

type Asked = {
  customerId: number;
  /** Only those of one project. */
  projectId?: number | null;
  /** Also those of the units below, as far as the viewer sees them. */
  below?: boolean;
  /** From 1 on. */
  page?: number;
};

/** A page of the invoices of a customer or of one of its projects, with the totals of all of them, in one statement. */
export const listInvoices = query("money.read", async (scope, asked: Asked): Promise<InvoiceList> => {
  const { customerId: customer, projectId = null, below = false, page = 1 } = asked;
  const among = projectId ? "project" : below ? "branch" : "customer";
  const ask = () => invoicesAsked(scope, among, page);
  const [list] = await kept(scope.tables, ["listInvoices", among, page], ask, { customer, project: projectId ?? 0 });
  return list ?? { rows: [], count: 0, totals: [], isAllowed: false };
});

/** @param whose of the project, of the customer, or of it and the units below; both are `given` */
function invoicesAsked({ db, viewer, tables }: ReadScope, whose: "project" | "branch" | "customer", page: number) {
  const { customers, invoices, projects } = tables;
  const among: Record<typeof whose, () => SQL> = {
    project: () => sql`i.project_id = ${given("project")}`,
    branch: () => branchOf(viewer, given("customer"))(sql`i.customer_id`),
    customer: () => sql`i.customer_id = ${given("customer")}::bigint`,
  };
  const found = sql`select i.* from (select * from ${invoices}) i where ${among[whose]()}`;
  const row = sql`jsonb_build_object('id', p.id, 'number', p.number, 'state', p.status, 'isCredit', p.credit_of is not null,
    'issuedOn', p.issued_on, 'dueOn', p.due_on, 'customerId', p.customer_id, 'currency', p.currency,
    'customerName', (select c.name from (select * from ${customers}) c where c.id = p.customer_id),
    'projectId', p.project_id, 'projectName', (select j.name from (select * from ${projects}) j where j.id = p.project_id),
    'net', coalesce(p.net, s.net)::text, 'gross', coalesce(p.gross, s.gross)::text)`;
  const paged = sql`select f.* from (${found}) f order by f.status = 'issued', f.issued_on desc, f.issued_at desc, f.id desc
    limit ${invoicesPerPage} offset ${(page - 1) * invoicesPerPage}`;
  const years = sql`select date_part('year', f.issued_on)::int as year, f.currency, sum(f.net) as net, sum(f.gross) as gross
    from (${found}) f where f.status = 'issued' group by 1, 2`;
  const total = sql`jsonb_build_object('year', y.year, 'currency', y.currency, 'net', y.net::text, 'gross', y.gross::text)`;
  return db
    .select({
      rows: sql<ListedInvoice[]>`coalesce((
        select jsonb_agg(${row} order by p.status = 'issued', p.issued_on desc, p.issued_at desc, p.id desc)
        from (${paged}) p, lateral ${sumsOf(sql`p.id`)} s), '[]')`,
      count: sql<number>`(select count(*) from (${found}) f)`.mapWith(Number),
      totals: sql<YearTotal[]>`coalesce((
        select jsonb_agg(${total} order by y.year desc, y.currency) from (${years}) y), '[]')`,
      isAllowed: invoicingAllowed(tables, given("customer")),
    })
    .from(sql`(values (1)) as one`);
}
