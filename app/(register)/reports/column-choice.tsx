import { Menu, MenuLink } from "@/components/menu";
import { paths } from "@/lib/paths";
import { isMoney, reportColumns } from "@/lib/reports/columns";
import { type CustomerReport, reportQuery } from "@/lib/reports/filter";
import type { OpenReport } from "./opened";

/** Columns of the list, or the sums of money beside the numbers; each is ticked while it is there. */
export function ColumnChoice({ fields, report, t, viewer, words }: OpenReport<CustomerReport>) {
  const all = reportColumns({ viewer, fields });
  const offered = report.view === "list" ? all : all.filter(isMoney);
  if (offered.length === 0) return null;
  return (
    <Menu label={t("report.columns")} small>
      {offered.map((column) => {
        const isShown = report.columns.includes(column);
        const columns = all.filter((one) => report.columns.includes(one) !== (one === column));
        return (
          <MenuLink
            key={column}
            href={paths.reports(reportQuery({ ...report, columns }))}
            icon={isShown ? "check" : "plus"}
            current={isShown}
          >
            {words.column(column)}
          </MenuLink>
        );
      })}
    </Menu>
  );
}
