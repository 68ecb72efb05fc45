import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { currentLocale } from "@/lib/session";
import { getWorkOrder, workOrderOptions } from "@/lib/work-orders/queries";
import { FormPanel } from "../form-panel";
import { saveOrder } from "./actions";
import { workOrderLabels } from "./labels";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";
import { SeenFields } from "./seen-fields";

/** What an order says and who may see it, for all its customers at once. */
export async function EditPanel({ viewer, filter, close, id }: PanelProps & { id: number }) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), workOrderLabels()]);
  const order = await getWorkOrder(viewer, id, locale);
  const options = await workOrderOptions(viewer, { held: order }, locale);
  const isOfGroup = order.groupId !== null || order.specialGroupId !== null;
  return (
    <FormPanel
      title={t("workOrder.edit")}
      about={order.title}
      close={close}
      action={saveOrder.bind(null, queryOf(filter))}
      submit={t("action.save")}
      layout="stack"
      labels={labels}
      hidden={{ id: String(order.workOrderId), version: String(order.saidVersion) }}
      values={{
        title: order.title,
        description: order.description ?? "",
        visibility: order.visibility,
        roleId: String(order.roleId ?? ""),
        teamId: String(order.teamId ?? ""),
        people: order.people.map((person) => String(person.id)),
        followsMembers: order.followsMembers ? "on" : "",
      }}
    >
      {order.customers > 1 && <p className="muted">{t("workOrder.forMany", { n: order.customers })}</p>}
      <Field name="title" label={labels.title} kind="text" required autoComplete="off" />
      <Field name="description" label={labels.description} kind="longText" rows={4} />
      <SeenFields options={options} />
      {isOfGroup && <Field name="followsMembers" label={labels.followsMembers} kind="checkbox" />}
    </FormPanel>
  );
}
