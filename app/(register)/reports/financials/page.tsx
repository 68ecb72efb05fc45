import { Head } from "@/components/head";
import { figureQuery } from "@/lib/financials/filter";
import { paths } from "@/lib/paths";
import { FigureChoices, FigureFiles } from "../../financials/figure-choices";
import { figurePage, type Place } from "../../financials/figure-page";
import { FigureSections } from "../../financials/figures";
import { PickForm } from "../../financials/pick-form";
import { groupingPicker } from "../../grouping-picker";
import { askedOfReport } from "./figures";

const place: Place = { address: paths.financialReport, exportAddress: paths.exportFinancialReport };

/** What customers bring and cost: all of them, or those of a group, special group, company group or segment. */
export default async function FinancialReport({ searchParams }: PageProps<"/reports/financials">) {
  const { asked, grouping, viewer } = await askedOfReport(await searchParams);
  const page = await figurePage(viewer, asked, place);
  const { t } = page;
  const picker = await groupingPicker(viewer, grouping);
  const name = picker.options.find(({ value }) => value === picker.value)?.label;
  const title = grouping && name ? `${t("finance.report")}: ${name}` : t("finance.report");
  const { grouping: _grouping, ...kept } = figureQuery(asked, viewer);
  return (
    <>
      <title>{`${title} · Kumppani`}</title>
      <Head
        title={title}
        text={t("finance.reportText")}
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.reports(), label: t("report.title") }] }}
        actions={<FigureFiles {...page} />}
      />
      <div className="row row--wide mb-6">
        <FigureChoices {...page} />
        <PickForm action={paths.financialReport()} submit={t("report.show")} kept={kept} {...picker} />
      </div>
      <FigureSections {...page} />
    </>
  );
}
