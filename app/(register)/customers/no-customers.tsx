import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import type { CustomerFilter } from "@/lib/customers/filter";
import { mayAddCustomers } from "@/lib/customers/rules";
import { paths } from "@/lib/paths";
import { allUnits } from "@/lib/units/filter";

/** An empty list says what belongs there and offers the first step to those who may take it. */
export async function NoCustomers({
  viewer,
  filter,
  filtered,
}: {
  viewer: Viewer;
  filter: CustomerFilter;
  filtered: boolean;
}) {
  const t = await getTranslations();
  if (filtered) {
    return (
      <Empty art="search" title={t("customers.noHits")} text={t("customers.noHitsText")}>
        <ButtonLink href={paths.customers({ tab: filter.tab === "active" ? null : filter.tab, ...allUnits(filter) })}>
          {t("list.clearFilters")}
        </ButtonLink>
      </Empty>
    );
  }
  if (filter.tab === "deleted")
    return <Empty art="building" title={t("customers.binEmpty")} text={t("customers.binText")} />;
  if (filter.tab !== "active")
    return <Empty art="building" title={t("customers.emptyTab")} text={t("customers.emptyTabText")} />;
  if (!mayAddCustomers(viewer)) {
    return <Empty art="building" title={t("customers.emptyTitle")} text={t("customers.emptyReadOnly")} />;
  }
  return (
    <Empty art="building" title={t("customers.emptyTitle")} text={t("customers.emptyText")}>
      <ButtonLink href={paths.newCustomer()} tone="go" icon="plus">
        {t("customer.new")}
      </ButtonLink>
      {viewer.can("import") && (
        <ButtonLink href={paths.importCustomers()} icon="upload">
          {t("nav.import")}
        </ButtonLink>
      )}
    </Empty>
  );
}
