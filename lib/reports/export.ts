import "server-only";
import { demand } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import type { FileFormat } from "@/lib/downloads";
import type { Words } from "./cells";
import { type ContactReport, type CustomerReport, contentQuery, type Report } from "./filter";
import { contactRows, customerRows } from "./rows";
import { figuresOf } from "./table";

/** Whoever takes a report along may also see it. */
function demandReports(viewer: Viewer): void {
  demand(viewer, "reports");
}

/** What the log says of a report that went out. No personal data: not what was searched for. */
const factsOf = (report: Report, format: FileFormat) => ({
  about: report.about,
  by: report.by,
  across: report.across,
  view: report.view,
  words: Object.values(contentQuery(report)).filter(Boolean).length,
  format,
});

type Wish<Kind extends Report = Report> = { report: Kind; format: FileFormat };

/** The numbers of a report for a file, each as the cells of `figuresOf` in their order. */
export const exportFigures = stream("export", "report.exported", (scope, { report, format }: Wish, words: Words) => {
  demandReports(scope.viewer);
  return {
    query: figuresOf(scope, report, words),
    row: ([line, column, lineName, columnName, count, money, currency, amount]) =>
      ({ line, column, lineName, columnName, count: Number(count), money, currency, amount }) as Figures,
    facts: factsOf(report, format),
  };
});

type Figures = Awaited<ReturnType<typeof figuresOf>>[number];

/** All customers of a report for a file: number, name and what stands in its columns. */
export const exportReportCustomers = stream(
  "export",
  "report.exported",
  (scope, { report, format }: Wish<CustomerReport>, words: Words) => {
    demandReports(scope.viewer);
    return {
      query: customerRows(scope, report, words, false),
      row: ([, name, number, , , , ...cells]) => ({ name: String(name), number: String(number), cells }),
      facts: factsOf(report, format),
    };
  },
);

/** All contacts of a report for a file. */
export const exportReportContacts = stream(
  "export",
  "report.exported",
  (scope, { report, format }: Wish<ContactReport>, words: Words) => {
    demandReports(scope.viewer);
    return {
      query: contactRows(scope, report, words, false),
      row: ([, , , , firstName, lastName, title, , customer, email, phone, language]) => ({
        cells: [firstName, lastName, title, customer, email, phone, language] as (string | null)[],
      }),
      facts: factsOf(report, format),
    };
  },
);
