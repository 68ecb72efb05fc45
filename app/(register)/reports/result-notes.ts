import { resultsIn } from "@/lib/reports/columns";
import { conversionOfResults } from "@/lib/reports/queries";
import { notesOf } from "../financials/figure-notes";
import type { OpenReport } from "./opened";

/** How sums of invoices and projects were converted; nothing where a report shows none. */
export async function resultNotes({ reader, report, t, viewer }: OpenReport): Promise<string[]> {
  const asked = report.about === "customers" ? resultsIn(report.columns) : [];
  if (asked.length === 0) return [];
  const figures = await conversionOfResults(viewer, asked);
  const { converted, missing } = notesOf({ figures, format: reader.format, t, viewer });
  return [converted, missing].filter((note) => note !== null);
}
