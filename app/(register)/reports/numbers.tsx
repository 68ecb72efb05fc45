import { ButtonLink } from "@/components/button";
import { BarChart } from "@/components/chart";
import { Empty } from "@/components/empty";
import { paths } from "@/lib/paths";
import { countReport } from "@/lib/reports/queries";
import { isMany } from "@/lib/reports/rules";
import { tableOf } from "./lines";
import { NumberTable } from "./number-table";
import type { OpenReport } from "./opened";
import { resultNotes } from "./result-notes";

const mostBars = 20;

/** The numbers of a report: a chart of the lines and the table with all of them. */
export async function Numbers(open: OpenReport) {
  const { fields, locale, reader, report, t, words } = open;
  const table = tableOf(await countReport(open.viewer, report, { locale, fields }), open);
  if (table.total === 0) {
    return (
      <Empty art="search" title={t("report.empty")} text={t("report.emptyText")}>
        <ButtonLink href={paths.reports({ about: report.about === "contacts" ? report.about : null, by: report.by })}>
          {t("list.clearFilters")}
        </ButtonLink>
      </Empty>
    );
  }
  const bars = table.lines.slice(0, mostBars).map(({ label, count }) => ({
    label,
    value: count,
    text: reader.format.number(count),
  }));
  return (
    <>
      <BarChart
        label={`${t("report.chart")}: ${words.title(report)}`}
        unit={report.about === "contacts" ? t("report.contacts") : t("report.customers")}
        bars={bars}
      />
      {table.lines.length > mostBars && <p className="faint xs">{t("report.chartMost", { n: mostBars })}</p>}
      <NumberTable {...open} table={table} />
      {[...notesOf(open, table), ...(await resultNotes(open))].map((note) => (
        <p key={note} className="faint xs mt-2">
          {note}
        </p>
      ))}
    </>
  );
}

/** What somebody who adds up the lines should know. */
export function notesOf(
  { fields, reader, report, t }: OpenReport,
  { lines, columns, sums }: ReturnType<typeof tableOf>,
) {
  const kind = (dimension: string) => fields.find(({ id }) => dimension === `custom.${id}`)?.kind;
  const many = [report.by, report.across].some((one) => one && isMany(one, kind(one)));
  const hidden = [...lines, ...columns].some(({ key }) => key === "hidden");
  const day = report.about === "customers" ? report.day : null;
  return [
    day && t("report.dayNote", { day: reader.format.day(day) }),
    many && t("report.manyNote"),
    hidden && t("report.hiddenNote"),
    sums.length > 0 && t("report.moneyNote"),
  ].filter((note) => typeof note === "string");
}
