import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { currentLocale } from "@/lib/session";
import { workOrderOptions } from "@/lib/work-orders/queries";
import { FormPanel } from "../form-panel";
import { assignTicked, finishTicked } from "./actions";
import { workOrderLabels } from "./labels";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";

type Props = PanelProps & { ids: readonly string[] };

export async function FinishPanel({ filter, close, ids }: Props) {
  const t = await getTranslations("workOrders");
  return (
    <FormPanel
      title={t("finishTitle", { n: ids.length })}
      close={close}
      ask
      action={finishTicked.bind(null, queryOf(filter))}
      submit={t("finish")}
    >
      <Ticked ids={ids} />
      <p>{t("finishText")}</p>
    </FormPanel>
  );
}

export async function AssignPanel({ viewer, filter, close, ids }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), workOrderLabels()]);
  const { employees } = await workOrderOptions(viewer, {}, locale);
  const people = employees.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <FormPanel
      title={t("workOrders.assignTitle", { n: ids.length })}
      close={close}
      ask
      action={assignTicked.bind(null, queryOf(filter))}
      submit={t("action.save")}
      labels={labels}
    >
      <Ticked ids={ids} />
      <Field
        name="assigneeId"
        label={labels.assigneeId}
        kind="select"
        options={[{ value: "", label: t("workOrder.assignNobody") }, ...people]}
      />
    </FormPanel>
  );
}

const Ticked = ({ ids }: { ids: readonly string[] }) =>
  ids.map((id) => <input key={id} type="hidden" name="orders" value={id} />);
