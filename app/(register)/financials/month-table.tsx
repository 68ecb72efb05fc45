import { html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { isActual } from "@/lib/financials/filter";
import { columns } from "./figure-columns";
import { asHead, type FigurePage } from "./figure-page";
import { cellText, figureCells } from "./figure-table";

/** The numbers of the chart: months down, each leading to what it is made of. */
export function MonthTable(page: FigurePage) {
  const { asked, figures, format, locale, t, to, viewer } = page;
  const rows = figures.months.map((figures) => {
    const { month } = figures;
    const isForeseen = asked.view === "expected" && !isActual(asked.view, month, viewer.facts.today);
    const href = `${to({ month: month === asked.month ? null : month })}#parts`;
    return html`<tr><th scope="row"><a class="name" href="${href}"${month === asked.month && html` aria-current="true"`}>${asHead(format.monthName(month), locale)}</a>${isForeseen && html`<span class="badge">${t("finance.forecast")}</span>`}</th>${figureCells(figures, page)}</tr>`;
  });
  return (
    <Section id="months" title={t("finance.byMonth")}>
      <Table head={<Heads {...page} first={t("finance.month")} />}>
        <Rows html={html`${rows}`} />
        <Total {...page} />
      </Table>
    </Section>
  );
}

export function Heads({ first, ...page }: FigurePage & { first: string }) {
  return (
    <>
      <th scope="col">{first}</th>
      {columns.map((column) => (
        <th key={column} scope="col" className="num">
          {page.words[column]}
        </th>
      ))}
    </>
  );
}

function Total(page: FigurePage) {
  const { figures, t } = page;
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("finance.total")}</th>
        {columns.map((column) => (
          <td key={column} className="num" data-l={page.words[column]}>
            {cellText(column, figures.total, page)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
