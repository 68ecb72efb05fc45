import { getTranslations } from "next-intl/server";
import type { ActivityField } from "@/lib/activities/fields";

/** What the fields of an activity are called. */
export async function activityLabels(): Promise<Record<ActivityField, string>> {
  const t = await getTranslations("activity");
  return {
    title: t("title"),
    typeId: t("typeId"),
    ownerId: t("ownerId"),
    dueOn: t("dueOn"),
    startsOn: t("startsOn"),
    startTime: t("startTime"),
    endsOn: t("endsOn"),
    endTime: t("endTime"),
    isAllDay: t("isAllDay"),
    place: t("place"),
    remindBefore: t("remindBefore"),
    repeats: t("repeats"),
    repeatsUntil: t("repeatsUntil"),
    projectId: t("projectId"),
    salesCaseId: t("salesCaseId"),
    employees: t("employees"),
    contacts: t("contacts"),
    others: t("others"),
    isPinned: t("isPinned"),
    isPrivate: t("isPrivate"),
    body: t("body"),
  };
}

/** How often something repeats, when it reminds, and what people answer. */
export async function activityWords() {
  const t = await getTranslations("activity");
  return {
    repeats: {
      daily: t("repeatsDaily"),
      weekly: t("repeatsWeekly"),
      monthly: t("repeatsMonthly"),
      yearly: t("repeatsYearly"),
    },
    remindBefore: {
      0: t("remind0"),
      15: t("remind15"),
      60: t("remind60"),
      1440: t("remind1440"),
      10080: t("remind10080"),
    } as Record<string, string>,
    reply: { yes: t("replyYes"), maybe: t("replyMaybe"), no: t("replyNo") },
  };
}
