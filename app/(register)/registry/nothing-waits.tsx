import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { daysDecided, isFiltered, type QueueFilter } from "@/lib/registry-queue/filter";

type Props = { viewer: Viewer; filter: QueueFilter; isMonthly: boolean };

/** An empty queue says what comes here, how a check is started, and whether one comes by itself every month. */
export async function NothingWaits({ viewer, filter, isMonthly }: Props) {
  const t = await getTranslations();
  if (isFiltered(filter)) {
    return (
      <Empty art="search" title={t("customers.noHits")} text={t("customers.noHitsText")}>
        <ButtonLink href={paths.registry({ tab: filter.tab })}>{t("list.clearFilters")}</ButtonLink>
      </Empty>
    );
  }
  if (filter.tab === "decided") {
    return <Empty art="calendar" title={t("registryQueue.noneDecided", { days: daysDecided })} />;
  }
  const monthly = isMonthly ? t("registryQueue.monthlyOn") : t("registryQueue.monthlyOff");
  const title = filter.tab === "ceased" ? t("registryQueue.noneCeased") : t("registryQueue.emptyTitle");
  return (
    <Empty art="building" title={title} text={`${t("registryQueue.emptyText")} ${monthly}`}>
      <span className="flex flex-wrap justify-center gap-2">
        <ButtonLink href={paths.customers()} tone="go">
          {t("registryQueue.toList")}
        </ButtonLink>
        {viewer.can("settings") && (
          <ButtonLink href={paths.settings("registry")}>{t("registryQueue.toSettings")}</ButtonLink>
        )}
      </span>
    </Empty>
  );
}
