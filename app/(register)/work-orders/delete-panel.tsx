import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { currentLocale } from "@/lib/session";
import { getWorkOrder } from "@/lib/work-orders/queries";
import { FormPanel } from "../form-panel";
import { removeOrder } from "./actions";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";

/** Asks before an order goes, and whether only for this customer. */
export async function DeletePanel({ viewer, filter, close, id }: PanelProps & { id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const order = await getWorkOrder(viewer, id, locale);
  return (
    <FormPanel
      title={t("workOrder.deleteTitle", { title: order.title })}
      close={close}
      ask
      action={removeOrder.bind(null, queryOf(filter))}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(order.id) }}
    >
      <p>{t("workOrder.deleteText")}</p>
      {order.customers > 1 && (
        <Field name="whole" label={t("workOrder.whole", { n: order.customers })} kind="checkbox" />
      )}
    </FormPanel>
  );
}
