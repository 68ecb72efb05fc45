import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/button";
import { Panel, PanelBody, PanelFoot } from "@/components/panel";
import { Facts } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { activityFilter, activityQuery } from "@/lib/activities/filter";
import { type Activity, getActivity } from "@/lib/activities/queries";
import { hoursOf, mayComplete, mayManage, participantName } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { complete, reopen } from "../../../activities/actions";
import { NoteText } from "../../../notes/note-text";
import { type Card, isEditable } from "../card";
import { activityLabels, activityWords } from "./labels";

/** Everything about one activity, and what can be done with it. */
export async function ActivityPanel({ id, ...card }: Card & { id: number }) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const activity = await getActivity(viewer, id, customer.id, locale);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  const kept = activityQuery(activityFilter(query));
  const panel = (what: string) => paths.customer(customer.id, { ...kept, panel: `${what}.${id}` });
  const isOpen = customer.archivedAt === null;
  return (
    <>
      <title>{`${activity.title} · ${customer.name} · Kumppani`}</title>
      <Panel title={activity.title} close={{ href: paths.customer(customer.id, kept), label: t("action.close") }}>
        <PanelBody>
          <Facts items={await factsOf(viewer, customer.id, activity)} />
          {activity.body && (
            <p className="running whitespace-pre-line pt-4">
              <NoteText
                text={activity.body}
                mentions={activity.participants.flatMap(({ writtenAs }) => writtenAs ?? [])}
              />
            </p>
          )}
          <p className="xs faint pt-4">
            {t("customer.created", { when: format.dateTime(activity.createdAt), who: by(activity.creator) })}
            <br />
            {t("customer.updated", { when: format.dateTime(activity.updatedAt), who: by(activity.updatedBy) })}
          </p>
        </PanelBody>
        <PanelFoot>
          {isEditable(card) && (
            <ButtonLink href={panel("edit-activity")} tone="go" icon="edit">
              {t("action.edit")}
            </ButtonLink>
          )}
          {isOpen && mayComplete(viewer, activity) && <StateForm activity={activity} />}
          {isEditable(card) && mayManage(viewer, activity) && (
            <span className="ms-auto">
              <ButtonLink href={panel("delete-activity")} tone="bad" icon="trash">
                {t("action.delete")}
              </ButtonLink>
            </span>
          )}
        </PanelFoot>
      </Panel>
    </>
  );
}

async function StateForm({ activity: { id, completedAt } }: { activity: Activity }) {
  const t = await getTranslations("activity");
  return (
    <form action={completedAt ? reopen : complete}>
      <input type="hidden" name="entry" value={`activity.${id}`} />
      <Button icon={completedAt ? "todo" : "task"}>{completedAt ? t("reopen") : t("markDone")}</Button>
    </form>
  );
}

async function factsOf(viewer: Viewer, customerId: number, activity: Activity) {
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    activityLabels(),
    activityWords(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { kind, dueOn, completedAt, completedBy, project, projectId, salesCase, salesCaseId } = activity;
  const done = completedAt && { when: format.date(completedAt), who: completedBy ?? t("card.system") };
  const reminder = activity.remindBefore === null ? null : words.remindBefore[activity.remindBefore];
  const repeats = activity.repeats && words.repeats[activity.repeats];
  const until = activity.repeatsUntil && `– ${format.day(activity.repeatsUntil)}`;
  const people = activity.participants.map((one) => {
    const name = participantName(one, t("contact.deleted"));
    return one.reply ? `${name} (${words.reply[one.reply]})` : name;
  });
  return [
    { label: t("activity.state"), value: done && t("activity.completed", done) },
    { label: labels.typeId, value: activity.type },
    { label: kind === "note" ? t("activity.author") : labels.ownerId, value: activity.owner },
    { label: kind === "note" ? t("activity.on") : labels.dueOn, value: dueOn && format.day(dueOn) },
    { label: t("activity.when"), value: hoursText(viewer, activity, format) },
    { label: labels.place, value: activity.place },
    { label: labels.remindBefore, value: reminder },
    { label: labels.repeats, value: [repeats, until].filter(Boolean).join(" ") },
    { label: labels.projectId, value: linkTo(project, projectId && paths.project(projectId)) },
    {
      label: labels.salesCaseId,
      value: linkTo(salesCase, salesCaseId && paths.customerSalesCase(customerId, salesCaseId)),
    },
    { label: t("activity.participants"), value: people.join(", ") },
    { label: labels.isPrivate, value: activity.isPrivate ? t("activity.privateHint") : null },
  ];
}

const linkTo = (text: string | null, href: string | number | null): ReactNode =>
  text && href ? <a href={String(href)}>{text}</a> : null;

/** From when to when, in one line: whole days without their hours, one day without its date twice. */
function hoursText(viewer: Viewer, activity: Activity, format: ReturnType<typeof formatsOf>): string | null {
  const { startsAt, endsAt, isAllDay } = activity;
  if (!startsAt || !endsAt) return null;
  const { startsOn, endsOn } = hoursOf(activity, viewer.facts.timeZone);
  if (isAllDay) return [...new Set([startsOn, endsOn])].map((day) => format.day(day ?? "")).join(" – ");
  return `${format.dateTime(startsAt)} – ${startsOn === endsOn ? format.time(endsAt) : format.dateTime(endsAt)}`;
}
