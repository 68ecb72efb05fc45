import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { getActivity } from "@/lib/activities/queries";
import { mayManage } from "@/lib/activities/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";
import { removeActivity } from "./actions";

export async function DeleteActivityPanel({ viewer, customer, query, id }: Card & { id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const activity = await getActivity(viewer, id, customer.id, locale);
  if (!mayManage(viewer, activity)) absent();
  const close = paths.customer(customer.id, { ...activityQuery(activityFilter(query)), panel: `activity.${id}` });
  const title = t("activity.deleteTitle", { title: activity.title });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={removeActivity}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("activity.deleteText")}</p>
      </Form>
    </Panel>
  );
}
