import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { currentLocale, currentViewer } from "@/lib/session";
import { workOrderFilter } from "@/lib/work-orders/filter";
import { countWorkOrders, listWorkOrders, workOrderOptions } from "@/lib/work-orders/queries";
import { FlashLine } from "../flash-line";
import { UndoMaking } from "./new/undo-making";
import { NoWorkOrders } from "./no-work-orders";
import { panelOf } from "./panels";
import { UndoTicked } from "./undo-ticked";
import { WorkOrderFilters, WorkOrderPager } from "./work-order-filters";
import { WorkOrderTable } from "./work-order-table";
import { WorkOrdersHead } from "./work-orders-head";

/** The work orders open to whoever looks. The whole state is in the address. */
export default async function WorkOrders({ searchParams }: PageProps<"/work-orders">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  const filter = workOrderFilter(params);
  const [page, counts, options] = await Promise.all([
    listWorkOrders(viewer, filter, locale),
    countWorkOrders(viewer, filter),
    workOrderOptions(viewer, { customer: filter.customer }, locale),
  ]);
  const panel = await panelOf(viewer, params, filter);
  const place = { filter, counts, page };

  return (
    <>
      {!panel && <title>{`${t("nav.workOrders")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={params}>
          <UndoTicked query={params} filter={filter} />
          <UndoMaking query={params} />
        </FlashLine>
        <WorkOrdersHead viewer={viewer} filter={filter} />
        <WorkOrderFilters options={options} {...place} />
        {page.rows.length > 0 ? (
          <>
            <WorkOrderTable viewer={viewer} filter={filter} rows={page.rows} />
            <WorkOrderPager {...place} />
          </>
        ) : (
          <NoWorkOrders viewer={viewer} filter={filter} />
        )}
      </Behind>
      {panel}
    </>
  );
}
