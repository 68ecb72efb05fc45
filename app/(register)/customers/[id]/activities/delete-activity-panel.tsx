import { getTranslations } from "next-intl/server";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { getActivity } from "@/lib/activities/queries";
import { mayManage } from "@/lib/activities/rules";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { removeActivity } from "./actions";

export async function DeleteActivityPanel({ viewer, customer, query, id }: Card & { id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const activity = await getActivity(viewer, id, customer.id, locale);
  if (!mayManage(viewer, activity)) absent();
  const close = paths.customer(customer.id, { ...activityQuery(activityFilter(query)), panel: `activity.${id}` });
  const title = t("activity.deleteTitle", { title: activity.title });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={removeActivity}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(id) }}
    >
      <p>{t("activity.deleteText")}</p>
    </FormPanel>
  );
}
