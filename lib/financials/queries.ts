import "server-only";
import { asc, sql } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import type { Locale } from "@/lib/access/viewer";
import { assembled } from "./assemble";
import { customersOf, figureRows, inProject } from "./figures";
import type { Asked, Whose } from "./filter";

export const mostInvoices = 100;

/** The figures of a year, month by month and part by part, as far as the viewer sees them. Groupings are reports. */
export const getFigures = query(
  "money.read",
  async (scope, asked: Asked, locale: Locale) => {
    const { whose } = asked;
    if ("grouping" in whose) {
      demand(scope.viewer, "reports");
      return assembled(await figureRows(scope, asked, locale, true));
    }
    const { customer, ...part } = whose;
    const ofCustomer = () =>
      figureRows(scope, { ...asked, whose: { ...part, customer: given("customer") } }, locale, true);
    return assembled(
      await kept(scope.tables, ["getFigures", { ...asked, whose: part }, locale], ofCustomer, { customer }),
    );
  },
  { isReport: ({ whose }) => "grouping" in whose },
);

/**
 * The issued invoices behind a month's billing, with their sums before VAT in their own currency; at most a hundred.
 * `total` counts them all.
 * @param month its first day
 */
export const listInvoicesOf = query("money.read", async (scope, whose: Whose, month: string) => {
  if ("grouping" in whose) demand(scope.viewer, "reports");
  const { companies, customers, invoices } = scope.tables;
  const among = customersOf(scope, whose);
  return scope.db
    .select({
      id: invoices.id,
      number: invoices.number,
      issuedOn: invoices.issuedOn,
      currency: invoices.currency,
      net: invoices.net,
      company: companies.name,
      customerId: invoices.customerId,
      customer: customers.name,
      isCredit: sql<boolean>`${invoices.creditOf} is not null`,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(invoices)
    .innerJoin(customers, sql`${customers.id} = ${invoices.customerId}`)
    .innerJoin(companies, sql`${companies.id} = ${invoices.companyId}`)
    .where(
      sql`${invoices.status} = 'issued' and ${invoices.issuedOn} >= ${month}::date
        and ${invoices.issuedOn} < ${month}::date + interval '1 month'
        and ${among?.(sql`${invoices.customerId}`) ?? sql`true`} and ${inProject(sql`${invoices.projectId}`, whose)}`,
    )
    .orderBy(asc(invoices.issuedOn), asc(invoices.id))
    .limit(mostInvoices);
});
