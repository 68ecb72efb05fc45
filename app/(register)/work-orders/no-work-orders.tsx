import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { isFiltered, type WorkOrderFilter } from "@/lib/work-orders/filter";

/** An empty list says what belongs there and offers the first step. */
export async function NoWorkOrders({ viewer, filter }: { viewer: Viewer; filter: WorkOrderFilter }) {
  const t = await getTranslations();
  if (isFiltered(filter)) {
    return (
      <Empty art="search" title={t("customers.noHits")} text={t("customers.noHitsText")}>
        <ButtonLink href={paths.workOrders()}>{t("list.clearFilters")}</ButtonLink>
      </Empty>
    );
  }
  if (filter.tab !== "open") return <Empty art="calendar" title={t("workOrders.noneHere")} />;
  const mayMake = viewer.can("workOrders.edit");
  return (
    <Empty
      art="calendar"
      title={t("workOrders.emptyTitle")}
      text={mayMake ? t("workOrders.emptyText") : t("workOrders.emptyReadOnly")}
    >
      {mayMake && (
        <ButtonLink href={paths.newWorkOrder()} tone="go" icon="plus">
          {t("workOrder.new")}
        </ButtonLink>
      )}
    </Empty>
  );
}
