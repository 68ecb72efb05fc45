import { filterQuery as contactQuery } from "@/lib/contact-register/filter";
import { filterQuery } from "@/lib/customers/filter";
import { collationOf } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { sumsOf } from "@/lib/reports/cells";
import { contactsBehind, customersBehind } from "@/lib/reports/drill";
import { contentQuery } from "@/lib/reports/filter";
import { pivotOf } from "@/lib/reports/pivot";
import type { Key } from "@/lib/reports/rules";
import type { Figure } from "@/lib/reports/table";
import { unitsShown } from "@/lib/units/filter";
import type { OpenReport } from "./opened";

/** The numbers of a report as a table, in the reader's words and order. */
export function tableOf(figures: readonly Figure[], { locale, report, words }: OpenReport) {
  // As the database sorts: Finnish and Swedish alike, English and Dutch alike.
  const { compare } = new Intl.Collator(collationOf(locale).slice(0, 2), { numeric: true });
  return pivotOf(figures, report, { label: words.key, money: sumsOf(report), compare });
}

/** Where those behind a number are listed: in the register where it can say it, else in the report itself. */
export function addressBehind({ fields, report, viewer }: OpenReport, at: { line: Key | null; column: Key | null }) {
  const itself = paths.reports({ ...contentQuery(report), view: "list", ...at });
  if (report.about === "contacts") {
    const found = contactsBehind(report, at);
    return found ? paths.contacts(contactQuery(found)) : itself;
  }
  const found = customersBehind(report, at, fields);
  if (!found) return itself;
  const open = viewer.facts.showOtherCompanies ? "yes" : null;
  return paths.customers({ ...filterQuery(found), tab: found.tab, unit: unitsShown(found), open });
}
