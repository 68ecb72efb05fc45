import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Field } from "@/components/field";
import { Facts } from "@/components/section";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { statuses } from "@/lib/work-orders/fields";
import { filterQuery, isOpen } from "@/lib/work-orders/filter";
import { getWorkOrder, type WorkOrder, workOrderOptions } from "@/lib/work-orders/queries";
import { mayDo, mayTake } from "@/lib/work-orders/rules";
import { FormPanel } from "../form-panel";
import { ReadPanel } from "../read-panel";
import { saveProgress, takeOrder } from "./actions";
import { workOrderLabels, workOrderWords } from "./labels";
import { OrderFacts } from "./order-facts";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";

type Props = PanelProps & { id: number };

/** One order of one customer: what is to be done, how far it is, and what whoever looks can do about it. */
export async function OrderPanel({ id, ...place }: Props) {
  const order = await getWorkOrder(place.viewer, id, await currentLocale());
  return mayDo(place.viewer, order) ? (
    <DoingPanel order={order} {...place} />
  ) : (
    <ReadingPanel order={order} {...place} />
  );
}

type Panel = PanelProps & { order: WorkOrder };

async function DoingPanel({ order, viewer, filter, close }: Panel) {
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    workOrderLabels(),
    workOrderWords(),
  ]);
  const mayEdit = viewer.can("workOrders.edit");
  const states = order.isArchived && !isOpen(order.status) ? [order.status] : statuses;
  const panel = (what: string) => paths.workOrders({ ...filterQuery(filter), panel: `${what}.${order.id}` });
  const format = formatsOf(locale, viewer.facts.timeZone);
  return (
    <FormPanel
      title={order.title}
      close={close}
      action={saveProgress.bind(null, queryOf(filter))}
      submit={t("action.save")}
      layout="stack"
      labels={labels}
      hidden={{ id: String(order.id), version: String(order.version) }}
      values={{
        status: order.status,
        note: order.note ?? "",
        assigneeId: String(order.assigneeId ?? ""),
        dueOn: order.dueOn ?? "",
      }}
      extra={
        mayEdit && (
          <ButtonLink href={panel("edit")} icon="edit">
            {t("action.edit")}
          </ButtonLink>
        )
      }
      danger={
        mayEdit && (
          <ButtonLink href={panel("delete")} tone="bad" icon="trash">
            {t("action.delete")}
          </ButtonLink>
        )
      }
    >
      <OrderFacts {...{ viewer, order, filter }} without={mayEdit ? ["assigneeId", "dueOn"] : []} />
      <Field
        name="status"
        label={labels.status}
        kind="pick"
        options={states.map((value) => ({ value, label: words.status[value] }))}
      />
      {mayEdit && !order.isArchived && <Given order={order} viewer={viewer} />}
      <Field name="note" label={labels.note} kind="longText" />
      {order.completedAt && (
        <p className="xs faint">
          {t("activity.completed", {
            when: format.dateTime(order.completedAt),
            who: order.completedBy ?? t("card.system"),
          })}
        </p>
      )}
    </FormPanel>
  );
}

/** Whom it is given to and until when, for those who may change all. */
async function Given({ order, viewer }: Pick<Panel, "order" | "viewer">) {
  const [t, locale, labels] = await Promise.all([getTranslations("workOrder"), currentLocale(), workOrderLabels()]);
  const { employees } = await workOrderOptions(viewer, { held: order }, locale);
  const people = employees.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className="grid">
      <Field
        name="assigneeId"
        label={labels.assigneeId}
        kind="select"
        span={3}
        options={[{ value: "", label: t("assignNobody") }, ...people]}
      />
      <Field name="dueOn" label={labels.dueOn} kind="date" span={3} />
    </div>
  );
}

async function ReadingPanel({ order, viewer, filter, close }: Panel) {
  const [t, words] = await Promise.all([getTranslations(), workOrderWords()]);
  return (
    <ReadPanel
      title={order.title}
      close={close}
      foot={
        mayTake(viewer, order) &&
        !order.isArchived && (
          <form action={takeOrder}>
            <input type="hidden" name="id" value={order.id} />
            <input type="hidden" name="formKey" value={newFormKey()} />
            <Button tone="go" icon="person">
              {t("workOrder.take")}
            </Button>
          </form>
        )
      }
    >
      <OrderFacts {...{ viewer, order, filter }} without={[]} />
      <Facts
        items={[
          { label: t("workOrder.status"), value: words.status[order.status] },
          { label: t("workOrder.note"), value: order.note },
        ]}
      />
    </ReadPanel>
  );
}
