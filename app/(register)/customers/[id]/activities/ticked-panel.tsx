import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { activityChoices } from "@/lib/activities/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { completeTicked, reassignTicked, reopenTicked } from "./actions";

const panels = ["complete-activities", "reopen-activities", "reassign-activities"] as const;
type TickedPanelName = (typeof panels)[number];

export const isTickedPanel = (name: string): name is TickedPanelName => panels.some((panel) => panel === name);

/** Does one thing to all that were ticked: `?panel=complete-activities&id=1&id=2`. */
export async function TickedPanel({ what, ...card }: Card & { what: TickedPanelName }) {
  const { customer, query } = card;
  const ids = [query.id ?? []].flat().filter((id) => /^\d{1,15}$/.test(id));
  if (!ids.length) return null;
  const t = await getTranslations();
  const titles = {
    "complete-activities": t("activity.completeMany", { n: ids.length }),
    "reopen-activities": t("activity.reopenMany", { n: ids.length }),
    "reassign-activities": t("activity.reassignMany", { n: ids.length }),
  };
  const actions = {
    "complete-activities": completeTicked,
    "reopen-activities": reopenTicked,
    "reassign-activities": reassignTicked,
  };
  const submits = {
    "complete-activities": t("activity.markDone"),
    "reopen-activities": t("activity.reopen"),
    "reassign-activities": t("activity.reassign"),
  };
  const close = paths.customer(customer.id, activityQuery(activityFilter(query)));
  return (
    <FormPanel
      title={titles[what]}
      close={close}
      ask
      action={actions[what]}
      submit={submits[what]}
      hidden={{ id: String(customer.id) }}
    >
      {ids.map((id) => (
        <input key={id} type="hidden" name="activities" value={id} />
      ))}
      <p>{t("activity.bulkText")}</p>
      {what === "reassign-activities" && <Owner {...card} />}
    </FormPanel>
  );
}

async function Owner({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations("activity"), currentLocale()]);
  const { owners } = await activityChoices(viewer, customer.id, locale);
  const options = owners.map(({ id, name }) => ({ value: String(id), label: name }));
  return <Field name="ownerId" label={t("ownerId")} kind="select" options={options} required />;
}
