import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/chips";
import { PageLink } from "@/components/page-link";
import { List, ListItem } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { isOpen } from "@/lib/work-orders/filter";
import type { ListedWorkOrder } from "@/lib/work-orders/queries";
import { workOrderWords } from "./labels";

type Props = {
  viewer: Viewer;
  orders: readonly ListedWorkOrder[];
  /** What stands below the title: the customer, or who is to do it. */
  meta: (order: ListedWorkOrder) => ReactNode;
};

/** A few orders, each with its state and its due date. */
export async function WorkOrderList({ viewer, orders, meta }: Props) {
  const [t, locale, words] = await Promise.all([getTranslations("task"), currentLocale(), workOrderWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const due = ({ dueOn, status }: ListedWorkOrder) => {
    if (!dueOn) return null;
    const when = format.day(dueOn);
    if (!isOpen(status) || dueOn >= viewer.facts.today) return when;
    return (
      <Badge tone="bad" icon="warn">
        {t("late", { when })}
      </Badge>
    );
  };
  return (
    <List>
      {orders.map((order) => (
        <ListItem
          key={order.id}
          icon={isOpen(order.status) ? "clipboard" : "check"}
          title={
            <>
              <PageLink className="name" href={paths.workOrder(order.id)}>
                {order.title}
              </PageLink>
              {order.status !== "open" && <Badge>{words.status[order.status]}</Badge>}
            </>
          }
          meta={meta(order)}
          end={due(order)}
          off={!isOpen(order.status)}
        />
      ))}
    </List>
  );
}
