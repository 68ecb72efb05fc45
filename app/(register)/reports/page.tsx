import { Behind } from "@/components/panel";
import { FlashLine } from "../flash-line";
import { openedAt } from "./opened";
import { panelOf } from "./panels";
import { ReportPage } from "./report-page";
import { Start } from "./start";

/** Reports: those there are, or the one that the address asks for. Its whole state is in the address. */
export default async function Reports({ searchParams }: PageProps<"/reports">) {
  const params = await searchParams;
  const opened = await openedAt(params);
  const { report, saved, t, viewer, words } = opened;
  const panel = await panelOf(opened, params);
  const title = saved?.name ?? (report ? words.title(report) : "");
  return (
    <>
      {!panel && <title>{[title, t("report.title"), "Kumppani"].filter(Boolean).join(" · ")}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={params} />
        {report ? <ReportPage {...opened} report={report} /> : <Start viewer={viewer} />}
      </Behind>
      {panel}
    </>
  );
}
