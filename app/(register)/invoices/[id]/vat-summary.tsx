import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { OpenInvoice, VatGroup } from "@/lib/invoices/queries";
import { hasReason, needsReason } from "@/lib/invoices/rules";
import { invoiceWords } from "../words";

/** The tax of each rate and category, and what everything comes to. */
export async function VatSummary({ invoice }: { invoice: OpenInvoice }) {
  const { t, vat, format } = await invoiceWords();
  const { groups, sums, currency, taxFreeReason } = invoice;
  const reasons = {
    AE: t("reasonAE"),
    K: t("reasonK"),
    G: t("reasonG"),
    O: t("reasonO"),
  };
  const reason = ({ category }: VatGroup) => {
    if (!hasReason(category)) return null;
    return taxFreeReason ?? (needsReason(category) ? null : reasons[category as keyof typeof reasons]);
  };
  return (
    <Section id="vat" title={t("summary")}>
      <Table
        head={
          <>
            <th scope="col">{t("vat")}</th>
            <th scope="col" className="num">
              {t("taxable")}
            </th>
            <th scope="col" className="num">
              {t("tax")}
            </th>
            <th scope="col" className="num">
              {`${t("gross")}, ${currency}`}
            </th>
          </>
        }
      >
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.category}${group.rate}`}>
              <th scope="row">
                {vat(group)}
                {reason(group) && <span className="sub">{reason(group)}</span>}
              </th>
              <td className="num" data-l={t("taxable")}>
                <span>{format.decimal(group.net)}</span>
              </td>
              <td className="num" data-l={t("tax")}>
                <span>{format.decimal(group.vat)}</span>
              </td>
              <td className="num" data-l={t("gross")}>
                <span>{format.decimal(group.gross)}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td className="num" data-l={t("taxable")}>
              <span>{format.decimal(sums.net)}</span>
            </td>
            <td className="num" data-l={t("tax")}>
              <span>{format.decimal(sums.vat)}</span>
            </td>
            <td className="num" data-l={t("gross")}>
              <strong>{format.money(sums.gross, currency)}</strong>
            </td>
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}
