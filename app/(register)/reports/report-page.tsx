import { Filters, SetFilters } from "@/components/filters";
import { PageLink } from "@/components/page-link";
import { paths } from "@/lib/paths";
import { contentQuery, type Report } from "@/lib/reports/filter";
import { ColumnChoice } from "./column-choice";
import { ContactList } from "./contact-list";
import { CustomerList } from "./customer-list";
import { narrowingOf } from "./filter-words";
import { Numbers } from "./numbers";
import type { OpenReport } from "./opened";
import { ReportHead } from "./report-head";

/** One report: what is counted, how it is narrowed, and its numbers or those behind them. */
export async function ReportPage(open: OpenReport) {
  const { report, t } = open;
  const { filters, several, lines } = await narrowingOf(open);
  const { about, by, across } = report;
  const kept = Object.entries({ about: about === "contacts" ? about : null, ...keptOf(report) });
  return (
    <>
      <ReportHead {...open} />
      <Filters
        action={paths.reports()}
        label={t("report.filter")}
        search={{
          value: report.filter.q,
          label: t("action.search"),
          placeholder: about === "contacts" ? t("contacts.search") : t("nav.searchCustomers"),
        }}
        filters={filters}
        several={several}
        texts={{ filter: t("list.filters"), submit: t("report.show") }}
        hidden={Object.fromEntries(kept.flatMap(([name, value]) => (value ? [[name, String(value)]] : [])))}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={lines
          .filter(({ href }) => href)
          .map(({ label, value, href }) => ({ href, label: `${label}: ${value}` }))}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.reports({ about: about === "contacts" ? about : null, by, across })}
      >
        <ViewChoice {...open} />
        {about === "customers" && <ColumnChoice {...open} report={report} />}
      </SetFilters>
      {report.view === "table" ? (
        <Numbers {...open} />
      ) : report.about === "customers" ? (
        <CustomerList {...open} report={report} />
      ) : (
        <ContactList {...open} report={report} />
      )}
    </>
  );
}

/** What no control says and a new search keeps. */
function keptOf(report: Report) {
  const { columns, open, under, losing, archived, group, companyGroup } = contentQuery(report);
  const view = report.view === "list" ? "list" : null;
  return report.about === "contacts" ? { view, archived } : { view, columns, open, under, losing, group, companyGroup };
}

/** The numbers, or the customers or contacts that they are made of. */
function ViewChoice({ report, t }: OpenReport) {
  const link = (view: Report["view"], word: string) => (
    <PageLink
      href={paths.reports({ ...contentQuery(report), view: view === "list" ? view : null })}
      still
      aria-current={report.view === view ? "true" : undefined}
    >
      {word}
    </PageLink>
  );
  return (
    <nav className="pick" aria-label={t("report.view")}>
      {link("table", t("report.table"))}
      {link("list", t("report.list"))}
    </nav>
  );
}
