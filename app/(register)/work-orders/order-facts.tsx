import { getTranslations } from "next-intl/server";
import { Facts } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { filterQuery, type WorkOrderFilter } from "@/lib/work-orders/filter";
import type { WorkOrder } from "@/lib/work-orders/queries";
import { workOrderLabels, workOrderWords } from "./labels";

type Props = {
  viewer: Viewer;
  order: WorkOrder;
  /** Of the list that the way to who sees the order leads back to. */
  filter: WorkOrderFilter;
  without: readonly ("assigneeId" | "dueOn")[];
};

/** What an order says, for whom it is and who may see it. @param without what the form beside it fills in */
export async function OrderFacts({ viewer, order, filter, without }: Props) {
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    workOrderLabels(),
    workOrderWords(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const among = {
    everyone: null,
    responsibles: null,
    role: order.role,
    team: order.team,
    people: order.people.map(({ name }) => name).join(", "),
  }[order.visibility];
  const customer =
    order.customerId === null ? (
      <span className="faint">{t("workOrder.customerHidden")}</span>
    ) : (
      <a href={paths.customer(order.customerId)}>{`${order.customerNumber} ${order.customerName}`}</a>
    );
  const shown = (name: "assigneeId" | "dueOn", value: string | null) => (without.includes(name) ? null : value);
  return (
    <>
      {order.description && <p className="running whitespace-pre-line">{order.description}</p>}
      <Facts
        items={[
          { label: t("workOrder.customer"), value: customer },
          { label: t("customer.groupId"), value: order.group },
          { label: t("grouping.specialGroup"), value: order.specialGroup },
          {
            label: t("workOrder.customers"),
            value: order.customers > 1 ? format.number(order.customers) : null,
          },
          { label: labels.dueOn, value: shown("dueOn", order.dueOn && format.day(order.dueOn)) },
          { label: labels.assigneeId, value: shown("assigneeId", order.assignee ?? t("workOrder.assignNobody")) },
          {
            label: labels.visibility,
            value: (
              <>
                {[words.visibility[order.visibility], among].filter(Boolean).join(": ")}
                {" · "}
                <a href={sightOf(order, filter)}>{t(viewer.can("workOrders.edit") ? "workOrder.who" : "sight.why")}</a>
              </>
            ),
          },
          { label: t("workOrder.creator"), value: order.creator ?? t("card.system") },
          { label: t("workOrder.createdAt"), value: format.dateTime(order.createdAt) },
        ]}
      />
    </>
  );
}

/** Without what the list is searched for: there the same box looks for people. */
const sightOf = ({ id }: WorkOrder, filter: WorkOrderFilter): string =>
  paths.workOrders({ ...filterQuery({ ...filter, q: "" }), panel: `sight.${id}` });
