import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import { paths } from "@/lib/paths";
import { reportQuery } from "@/lib/reports/filter";
import type { OpenReport } from "./opened";
import { stageWords } from "./words";

/** Title and actions of a report; what the viewer may not do is not there. */
export function ReportHead({ report, saved, t, viewer, words }: OpenReport) {
  const query = reportQuery(report);
  const here = saved ? { saved: saved.id } : query;
  const mayExport = viewer.can("export");
  const counted = report.about === "customers" && !report.day ? stageWords(t)[report.stage] : null;
  return (
    <Head
      title={saved?.name ?? words.title(report)}
      text={[saved && words.title(report), counted].filter(Boolean).join(" · ") || undefined}
      crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.reports(), label: t("report.title") }] }}
      actions={
        <>
          {mayExport && (
            <ButtonLink href={paths.exportReport("xlsx", query)} icon="excel" download>
              {t("customers.excel")}
            </ButtonLink>
          )}
          {!saved && (
            <ButtonLink href={paths.reports({ ...query, panel: "new-report" })} icon="plus">
              {t("report.save")}
            </ButtonLink>
          )}
          {(mayExport || saved?.isOpen) && (
            <Menu label={t("action.more")} quiet>
              {mayExport && (
                <MenuLink href={paths.exportReport("csv", query)} icon="download" download>
                  {t("report.csv")}
                </MenuLink>
              )}
              {saved?.isOpen && (
                <MenuLink href={paths.reports({ ...here, panel: "edit-report" })} icon="edit">
                  {t("report.edit")}
                </MenuLink>
              )}
              {saved?.isOpen && (
                <MenuLink href={paths.reports({ ...here, panel: "delete-report" })} icon="trash" bad cut>
                  {t("report.delete")}
                </MenuLink>
              )}
            </Menu>
          )}
        </>
      }
    />
  );
}
