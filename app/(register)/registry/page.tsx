import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { demand } from "@/lib/access/gate";
import { paths } from "@/lib/paths";
import { lastPage, placeQuery, queueFilter } from "@/lib/registry-queue/filter";
import { checksUnderWay, countQueue, listQueue } from "@/lib/registry-queue/list";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { DecidedTable } from "./decided-table";
import { LeftLines } from "./left-lines";
import { NothingWaits } from "./nothing-waits";
import { panelOf } from "./panels";
import { QueueFilters, QueuePager } from "./queue-filters";
import { QueueForm } from "./queue-form";
import { QueueHead } from "./queue-head";

/** Updates from registers: customers that differ from what a register says, to be decided on. */
export default async function Registry({ searchParams }: PageProps<"/registry">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  demand(viewer, "registry");
  demand(viewer, "customers.edit");
  const filter = queueFilter(params);
  const [page, counts, checks] = await Promise.all([
    listQueue(viewer, filter, locale),
    countQueue(viewer, filter),
    checksUnderWay(viewer),
  ]);
  const last = lastPage(counts[filter.tab]);
  // What stood on the last page has been decided on.
  if (page.rows.length === 0 && filter.page > last) {
    redirect(paths.registry({ ...params, ...placeQuery({ ...filter, page: last }) }));
  }
  const place = { filter, counts, page };
  const panel = await panelOf(viewer, params, place);

  return (
    <>
      {!panel && <title>{`${t("area.registry")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={params}>
          <LeftLines params={params} />
        </FlashLine>
        <QueueHead viewer={viewer} check={checks.check} />
        <QueueFilters {...place} />
        {page.rows.length === 0 ? (
          <NothingWaits viewer={viewer} filter={filter} isMonthly={checks.isMonthly} />
        ) : (
          <>
            {filter.tab === "decided" ? (
              <DecidedTable viewer={viewer} filter={filter} rows={page.rows} />
            ) : (
              <QueueForm viewer={viewer} filter={filter} rows={page.rows} />
            )}
            <QueuePager {...place} />
          </>
        )}
      </Behind>
      {panel}
    </>
  );
}
