import { getTranslations } from "next-intl/server";
import { idOf, oneOf, type Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { fieldsOnReports, type Report, reportOf, reportQuery } from "@/lib/reports/filter";
import { frameOfReport, type SavedReport } from "@/lib/reports/queries";
import { currentViewer } from "@/lib/session";
import { customFieldsInUse, customReader } from "../customers/custom-definitions";
import { reportWords } from "./words";

/** What the page of a report and its file begin with. */
export type Opened = Awaited<ReturnType<typeof openedAt>>;

/** A report on the page, with whoever looks at it and the words for it. */
export type OpenReport<Kind extends Report = Report> = Omit<Opened, "report"> & { report: Kind };

/** What an address asks for: a saved report by its id, else what it says itself. Order, page and view are always its own. */
export async function openedAt(params: Params) {
  const [viewer, t, all, reader] = await Promise.all([
    currentViewer(),
    getTranslations(),
    customFieldsInUse(),
    customReader(),
  ]);
  const fields = fieldsOnReports(all);
  const { saved, segmentGroups } = await frameOfReport(viewer, idOf(oneOf(params, "saved")));
  const report = reportOf(saved ? withOwn(saved, params) : params, { viewer, fields: all });
  const words = reportWords({ t, fields, reader, segmentGroups });
  return { viewer, t, locale: reader.locale, reader, fields, segmentGroups, saved, report, words };
}

const ownWords = ["order", "down", "page"];

const withOwn = ({ filter }: SavedReport, params: Params): Params => ({
  ...filter,
  ...Object.fromEntries(ownWords.flatMap((name) => (params[name] ? [[name, params[name]]] : []))),
});

/** Another order or page of the same report. */
export function addressOf(
  { report, saved }: OpenReport,
  { order, descending, page = 1 }: { order: string | null; descending: boolean; page?: number },
): string {
  const place = { order, down: descending ? "yes" : null, page: page > 1 ? page : null };
  return paths.reports(saved ? { saved: saved.id, ...place } : { ...reportQuery(report), ...place });
}
