import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, contactFilter, wantedQuery } from "@/lib/contact-register/filter";
import type { CustomField } from "@/lib/custom-fields/rules";
import { type CustomerFilter, customerFilter, filterQuery } from "@/lib/customers/filter";
import { type Grouping, groupingOf, groupingText } from "@/lib/groupings/filter";
import { idOf, known, oneOf, type Params } from "@/lib/list-address";
import { checkDay } from "@/lib/moments";
import { unitsShown } from "@/lib/units/filter";
import { type ReportColumn, reportColumns, usualColumns } from "./columns";
import {
  type ContactDimension,
  type CustomerDimension,
  contactDimensions,
  customerDimensions,
  idIn,
  type Key,
  keyOf,
  type ReportStage,
  stages,
} from "./rules";

type Common<Dimension> = {
  by: Dimension;
  /** A second dimension, as columns. */
  across: Dimension | null;
  /** Numbers, or the customers or contacts behind them. */
  view: "table" | "list";
  /** In the list: those behind one line, one column or both. */
  line: Key | null;
  column: Key | null;
  /** What the lines are sorted by; null = as usual. */
  order: string | null;
  descending: boolean;
  page: number;
};

export type CustomerReport = Common<CustomerDimension> & {
  about: "customers";
  stage: ReportStage;
  /** The day whose customers are counted, in the groups of that day; null = today. */
  day: string | null;
  grouping: Grouping | null;
  filter: CustomerFilter;
  /** Columns of the list, and of both the sums of money. */
  columns: ReportColumn[];
};

export type ContactReport = Common<ContactDimension> & { about: "contacts"; filter: ContactFilter };

export type Report = CustomerReport | ContactReport;

export type Reader = { viewer: Viewer; fields: readonly CustomField[] };

/** The custom fields that reports may show. */
export const fieldsOnReports = (fields: readonly CustomField[]) => fields.filter(({ onReports }) => onReports);

/** What customers may be counted by for this viewer. */
export function dimensionsFor({ viewer, fields }: Reader): CustomerDimension[] {
  const isUsed = (name: CustomerDimension) =>
    (name !== "company" || viewer.uses("multiCompany")) && (name !== "segment" || viewer.uses("segments"));
  return [
    ...customerDimensions.filter(isUsed),
    ...fieldsOnReports(fields).map(({ id }): CustomerDimension => `custom.${id}`),
  ];
}

export const contactDimensionsFor = (viewer: Viewer): ContactDimension[] =>
  contactDimensions.filter((name) => name !== "role" || viewer.uses("roles"));

/**
 * The report an address asks for. Nonsense becomes the default, never an error, and what the reader may not see is not
 * asked for.
 * @returns null where nothing is to be counted by
 */
export function reportOf(params: Params, reader: Reader): Report | null {
  return oneOf(params, "about") === "contacts" ? contactReport(params, reader) : customerReport(params, reader);
}

function common<Dimension>(params: Params, by: Dimension, across: Dimension | null): Common<Dimension> {
  const one = (name: string) => oneOf(params, name);
  return {
    by,
    across: across === by ? null : across,
    view: one("view") === "list" ? "list" : "table",
    line: keyOf(one("line")),
    column: keyOf(one("column")),
    order: one("order").slice(0, 30).toWellFormed() || null,
    descending: one("down") === "yes",
    page: Math.min(idOf(one("page")) ?? 1, 100_000),
  };
}

function customerReport(params: Params, reader: Reader): CustomerReport | null {
  const one = (name: string) => oneOf(params, name);
  const { viewer, fields } = reader;
  const offered = dimensionsFor(reader);
  const dimension = (text: string): CustomerDimension | null => {
    const ofOneGroup = viewer.uses("segments") && idIn(text, "segment") !== null;
    return ofOneGroup ? (text as CustomerDimension) : (offered.find((name) => name === text) ?? null);
  };
  const by = dimension(one("by"));
  if (!by) return null;
  const across = dimension(one("across"));
  const day = checkDay(one("day"));
  const columns = reportColumns(reader).filter((column) => one("columns").split(",").includes(column));
  const { tab: _tab, view: _view, sort: _sort, direction: _direction, ...narrowing } = params;
  const { page: _page, after: _after, columns: _columns, ...wanted } = narrowing;
  const byStage = by === "stage" || across === "stage";
  return {
    about: "customers",
    ...common(params, by, across),
    stage: known(stages, one("stage")) ?? (byStage ? "all" : "active"),
    day: day.ok && day.value < viewer.facts.today ? day.value : null,
    grouping: groupingOf(one("grouping")),
    filter: { ...customerFilter(wanted, fieldsOnReports(fields)), tab: null, view: "flat" },
    columns: one("columns") ? columns : usualColumns,
  };
}

function contactReport(params: Params, { viewer }: Reader): ContactReport | null {
  const offered = contactDimensionsFor(viewer);
  const by = known(offered, oneOf(params, "by"));
  if (!by) return null;
  const across = known(offered, oneOf(params, "across")) ?? null;
  const byState = by === "state" || across === "state";
  const { list: _list, sort: _sort, direction: _direction, page: _page, after: _after, ...narrowing } = params;
  const filter = contactFilter({ ...narrowing, state: oneOf(params, "state") || (byState ? "all" : "active") });
  const role = viewer.uses("roles") ? filter.role : null;
  return { about: "contacts", ...common(params, by, across), filter: { ...filter, role, list: null } };
}

type Words = Record<string, string | number | null>;

/** What is counted and how it is narrowed, as an address says it: without line, order and page. */
export function contentQuery(report: Report): Words {
  const { about, by, across } = report;
  const asked = { about: about === "contacts" ? about : null, by, across };
  if (report.about === "contacts") {
    const { state, ...wanted } = wantedQuery(report.filter);
    const usual = usualState(report);
    return { ...asked, ...wanted, state: report.filter.state === usual ? null : (state ?? "active") };
  }
  const { tab: _tab, view: _view, sort: _sort, direction: _direction, ...narrowing } = filterQuery(report.filter);
  const byStage = by === "stage" || across === "stage";
  const isUsual = report.columns === usualColumns || report.columns.join() === usualColumns.join();
  return {
    ...asked,
    ...narrowing,
    unit: unitsShown(report.filter) === "all" ? null : unitsShown(report.filter),
    stage: report.stage === (byStage ? "all" : "active") ? null : report.stage,
    day: report.day,
    grouping: groupingText(report.grouping) || null,
    columns: isUsual ? null : report.columns.join(",") || "none",
  };
}

const usualState = ({ by, across }: ContactReport) => (by === "state" || across === "state" ? "all" : "active");

/** The whole report as an address says it; what is the default is left out. */
export const reportQuery = (report: Report): Words => ({
  ...contentQuery(report),
  view: report.view === "list" ? "list" : null,
  line: report.line,
  column: report.column,
  order: report.order,
  down: report.descending ? "yes" : null,
});

/** What a saved report keeps: the words of its address. */
export const savedQuery = (report: Report): Record<string, string> =>
  Object.fromEntries(
    Object.entries(reportQuery(report)).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  );
