import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { mostShown } from "@/lib/work-orders/filter";
import { type ListedWorkOrder, myOpenWorkOrders } from "@/lib/work-orders/queries";
import { WorkOrderList } from "./work-orders/work-order-list";

/** The open work orders that whoever looks is to do; nothing where there is none. */
export async function MyWorkOrders({ viewer }: { viewer: Viewer }) {
  if (!viewer.can("workOrders.own")) return null;
  const [t, orders] = await Promise.all([getTranslations(), myOpenWorkOrders(viewer)]);
  if (orders.length === 0) return null;
  const customer = ({ customerId, customerName }: ListedWorkOrder) =>
    customerId === null ? (
      t("workOrder.customerHidden")
    ) : (
      <PageLink className="quiet inline-flex min-h-6 items-center" href={paths.customer(customerId)}>
        {customerName}
      </PageLink>
    );
  return (
    <Section
      id="work-orders"
      title={t("workOrders.myDay")}
      actions={
        <ButtonLink href={paths.workOrders({ tab: "mine" })} tone="plain" small>
          {t("home.all")}
        </ButtonLink>
      }
    >
      <WorkOrderList viewer={viewer} orders={orders.slice(0, mostShown)} meta={customer} />
    </Section>
  );
}
