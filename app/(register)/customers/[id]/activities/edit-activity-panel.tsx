import { getTranslations } from "next-intl/server";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { type Activity, activityChoices, getActivity } from "@/lib/activities/queries";
import { hoursOf } from "@/lib/activities/rules";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveActivity } from "./actions";
import { ActivityFields } from "./activity-fields";
import { activityLabels } from "./labels";

export async function EditActivityPanel({ viewer, customer, query, id }: Card & { id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const activity = await getActivity(viewer, id, customer.id, locale);
  const choices = await activityChoices(viewer, customer.id, locale, activity);
  const close = paths.customer(customer.id, { ...activityQuery(activityFilter(query)), panel: `activity.${id}` });
  const words = { todo: t("activity.editTodo"), event: t("activity.editEvent"), note: t("activity.editNote") };
  const title = words[activity.kind];
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      action={saveActivity}
      submit={t("action.save")}
      labels={await activityLabels()}
      hidden={{ id: String(id), version: String(activity.version) }}
      values={valuesOf(activity, viewer.facts.timeZone)}
    >
      <ActivityFields
        kind={activity.kind}
        choices={choices}
        mayAssign={viewer.can("assignOthers")}
        activity={activity}
      />
    </FormPanel>
  );
}

/**
 * What the form begins with: the stored values as text, times as clocks of the organisation show them. Whom the text of
 * a note names is not chosen beside it.
 */
export function valuesOf(activity: Activity, zone: string): Record<string, string | string[]> {
  const { title, typeId, ownerId, dueOn, place, body, remindBefore, repeats, repeatsUntil } = activity;
  const { projectId, salesCaseId, isPinned, isPrivate, participants } = activity;
  const plain = {
    title,
    typeId,
    ownerId,
    dueOn,
    place,
    body,
    remindBefore,
    repeats,
    repeatsUntil,
    projectId,
    salesCaseId,
  };
  const ticks = { isPinned, isPrivate };
  const texts = Object.entries({ ...plain, ...hoursOf(activity, zone) }).map(([name, value]) => [
    name,
    String(value ?? ""),
  ]);
  const replies = participants.map(({ id, reply }) => [`reply.${id}`, reply ?? ""]);
  return {
    ...Object.fromEntries([...texts, ...replies]),
    ...Object.fromEntries(Object.entries(ticks).map(([name, on]) => [name, on ? "on" : ""])),
    employees: participants.flatMap(({ employeeId, writtenAs }) =>
      employeeId && !writtenAs ? String(employeeId) : [],
    ),
    contacts: participants.flatMap(({ contactId }) => (contactId ? String(contactId) : [])),
    others: participants
      .flatMap(({ employeeId, contactId, name }) => (employeeId || contactId ? [] : (name ?? [])))
      .join(", "),
  };
}
