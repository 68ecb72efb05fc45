import { type Html, html } from "@/components/rows";
import { Rows, SortHead, Table } from "@/components/table";
import { isByCount, type Line, type Pivot, type Sum, sumKey } from "@/lib/reports/pivot";
import type { Key } from "@/lib/reports/rules";
import { addressBehind } from "./lines";
import { addressOf, type OpenReport } from "./opened";
import { moneyWord } from "./words";

type Props = OpenReport & { table: Pivot };

/** Lines with their numbers, each a link to those behind it; the last line counts everybody once. */
export function NumberTable({ table, ...open }: Props) {
  const { t, words, report } = open;
  const isWide = table.columns.length + table.sums.length > 3;
  const rendered = (
    <Table caption={t("report.lines")} head={<Heads {...open} table={table} />} stick={!isWide}>
      <Rows html={html`${table.lines.map((line) => row(line, table, open))}`} />
      <Total {...open} table={table} />
    </Table>
  );
  return isWide ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached by keys too
    <section className="overflow-x-auto" tabIndex={0} aria-label={words.title(report)}>
      {rendered}
    </section>
  ) : (
    rendered
  );
}

function Heads({ table, ...open }: Props) {
  const { report, t, words } = open;
  const head = (order: "label" | "count", word: string) => {
    const usual = !report.order && order === "count" && isByCount(report.by);
    const isSorted = usual || report.order === order;
    const isDescending = usual || report.descending;
    const descending = isSorted ? !isDescending : order === "count";
    return (
      <SortHead
        href={addressOf(open, { order, descending })}
        sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
        num={order === "count"}
      >
        {word}
      </SortHead>
    );
  };
  return (
    <>
      {head("label", words.dimension(report.by))}
      {table.columns.map(({ key, label }) => (
        <th key={key} scope="col" className="num">
          {label}
        </th>
      ))}
      {head("count", table.columns.length > 0 ? t("report.total") : t("report.count"))}
      <th scope="col" className="num">
        {t("report.share")}
      </th>
      {table.sums.map((sum) => (
        <th key={sumKey(sum)} scope="col" className="num">
          {sumWord(sum, open)}
        </th>
      ))}
    </>
  );
}

export const sumWord = ({ money, currency }: Sum, { t }: Pick<OpenReport, "t">) =>
  `${moneyWord(money, t)}, ${currency}`;

function row(line: Line, table: Pivot, open: OpenReport): Html {
  const { reader, t } = open;
  const { format } = reader;
  const share = table.total > 0 ? format.percent(Math.round((line.count / table.total) * 100)) : "";
  const cells = table.columns.map(({ key, label }) =>
    cell(line.cells.get(key) ?? 0, label, { line: line.key, column: key }, open),
  );
  const sums = table.sums.map((sum) => {
    const amount = line.sums.get(sumKey(sum));
    return html`<td class="num" data-l="${sumWord(sum, open)}">${amount ? format.decimal(amount) : "–"}</td>`;
  });
  return html`<tr><th scope="row">${line.label}</th>${cells}${cell(line.count, table.columns.length > 0 ? t("report.total") : t("report.count"), { line: line.key, column: null }, open)}<td class="num faint" data-l="${t("report.share")}">${share}</td>${sums}</tr>`;
}

function cell(count: number, label: string, at: { line: Key | null; column: Key | null }, open: OpenReport): Html {
  if (count === 0) return html`<td class="num faint hide" data-l="${label}">–</td>`;
  const href = addressBehind(open, at);
  return html`<td class="num" data-l="${label}"><a href="${href}">${open.reader.format.number(count)}</a></td>`;
}

function Total({ table, ...open }: Props) {
  const { reader, t } = open;
  const { format } = reader;
  const count = (n: number, at: { line: Key | null; column: Key | null }) => (
    <a href={addressBehind(open, at)}>{format.number(n)}</a>
  );
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("report.total")}</th>
        {table.columns.map(({ key, label, count: n }) => (
          <td key={key} className="num" data-l={label}>
            {count(n, { line: null, column: key })}
          </td>
        ))}
        <td className="num" data-l={t("report.total")}>
          {count(table.total, { line: null, column: null })}
        </td>
        <td className="num" data-l={t("report.share")}>
          {format.percent(100)}
        </td>
        {table.sums.map((sum) => (
          <td key={sumKey(sum)} className="num" data-l={sumWord(sum, open)}>
            {format.decimal(table.totals.get(sumKey(sum)) ?? "0")}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
