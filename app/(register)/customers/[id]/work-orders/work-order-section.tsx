import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { workOrdersOf } from "@/lib/work-orders/queries";
import { WorkOrderList } from "../../../work-orders/work-order-list";
import type { Card } from "../card";

/** The work orders of the customer that whoever looks may see: the open ones first. */
export async function WorkOrderSection({ viewer, customer }: Card) {
  if (!viewer.can("workOrders.own")) return null;
  const [t, locale, orders] = await Promise.all([
    getTranslations(),
    currentLocale(),
    workOrdersOf(viewer, customer.id),
  ]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  return (
    <Section
      id="work-orders"
      title={t("nav.workOrders")}
      count={orders.total ? number(orders.total) : undefined}
      actions={
        <>
          {orders.total > 0 && (
            <ButtonLink href={paths.workOrders({ tab: "all", customer: customer.id })} tone="plain" small>
              {t("home.all")}
            </ButtonLink>
          )}
          {viewer.can("workOrders.edit") && !customer.archivedAt && (
            <ButtonLink href={paths.newWorkOrder({ customer: customer.id })} small icon="plus">
              {t("workOrder.new")}
            </ButtonLink>
          )}
        </>
      }
    >
      {orders.total === 0 ? (
        <EmptyLine text={t("workOrders.noneOfCustomer")} />
      ) : (
        <WorkOrderList
          viewer={viewer}
          orders={orders.rows}
          meta={({ assignee }) => assignee ?? t("workOrder.assignNobody")}
        />
      )}
    </Section>
  );
}
