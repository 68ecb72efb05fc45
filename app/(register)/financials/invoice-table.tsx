import { html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { isActual } from "@/lib/financials/filter";
import { listInvoicesOf, mostInvoices } from "@/lib/financials/queries";
import { paths } from "@/lib/paths";
import type { FigurePage } from "./figure-page";

/** The invoices behind the billing of the month that is taken apart; of a month that is foreseen there are none. */
export async function InvoiceTable({ asked, format, isRolledUp, t, viewer }: FigurePage) {
  const { month, view, whose } = asked;
  if (!month || !isActual(view, month, viewer.facts.today)) return null;
  const invoices = await listInvoicesOf(viewer, whose, month);
  const total = invoices[0]?.total ?? 0;
  if (total === 0) return null;
  const rows = invoices.map(
    ({ id, number, issuedOn, currency, net, company, customerId, customer }) =>
      html`<tr><th scope="row"><a class="name" href="${paths.invoice(id)}">${number}</a></th><td data-l="${t("finance.issuedOn")}">${format.day(issuedOn ?? month)}</td>${isRolledUp && html`<td data-l="${t("customers.name")}"><a href="${paths.customer(customerId)}">${customer}</a></td>`}<td data-l="${t("finance.sender")}">${company}</td><td class="num" data-l="${t("finance.net")}">${format.money(net ?? "0", currency)}</td></tr>`,
  );
  return (
    <Section id="month-invoices" title={t("finance.invoices")} count={format.number(total)}>
      <Table
        head={
          <>
            <th scope="col">{t("finance.invoice")}</th>
            <th scope="col">{t("finance.issuedOn")}</th>
            {isRolledUp && <th scope="col">{t("customers.name")}</th>}
            <th scope="col">{t("finance.sender")}</th>
            <th scope="col" className="num">
              {t("finance.net")}
            </th>
          </>
        }
      >
        <Rows html={html`${rows}`} />
      </Table>
      {total > mostInvoices && (
        <p className="faint xs mt-2">{t("finance.mostInvoices", { n: mostInvoices, total: format.number(total) })}</p>
      )}
    </Section>
  );
}
