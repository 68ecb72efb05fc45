import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";
import { ListItem } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import type { ListedActivity } from "@/lib/activities/queries";
import { mayComplete, mayCompleteTask, participantName } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { clockAt } from "@/lib/moments";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { complete, reopen } from "./actions";

type Props = {
  viewer: Viewer;
  entry: ListedActivity;
  /** Who it belongs to, where the list does not say: the owner, or on my day the customer. */
  who: ReactNode;
  /** False where the customer takes no changes. */
  open: boolean;
  /** What the address of the list says, so that its panel comes back to it. */
  kept?: Record<string, string | number | null>;
  /** Stands at the end: the tick of a list that can be changed together. */
  tick?: ReactNode;
};

/** One activity or project task. Its button posts the form of `EntryForms`, which stands once beside the list. */
export async function ActivityRow({ viewer, entry, who, open, kept, tick }: Props) {
  const t = await getTranslations();
  const { id, customerId, kind, title, projectId, project, salesCaseId, salesCase, place, participants } = entry;
  const href =
    kind === "task" && projectId
      ? paths.projectTab(projectId, "collaboration", { panel: `task.${id}` })
      : paths.customer(customerId, { ...kept, panel: `activity.${id}` });
  const taking = participants.map((one) => participantName(one, t("contact.deleted"))).join(", ");
  const facts: [string, ReactNode][] = [
    ["project", projectId && project && <a href={paths.project(projectId)}>{project}</a>],
    ["sale", salesCaseId && salesCase && <a href={paths.customerSalesCase(customerId, salesCaseId)}>{salesCase}</a>],
    ["who", who],
    ["taking", taking],
    ["place", place],
  ];
  const meta = facts.filter(([, fact]) => fact);
  return (
    <ListItem
      {...(open && isDoable(viewer, entry) ? { lead: <StateButton entry={entry} /> } : { icon: iconOf(entry) })}
      off={(kind === "todo" || kind === "task") && entry.completedAt !== null}
      title={
        <>
          <PageLink className="name" href={href} still={kind !== "task"}>
            {title}
          </PageLink>
          {entry.isPinned && <Badge>{t("activity.pinned")}</Badge>}
          {entry.isPrivate && <Badge icon="lock">{t("activity.isPrivate")}</Badge>}
        </>
      }
      meta={meta.map(([name, fact], place) => (
        <span key={name}>
          {place > 0 && " · "}
          {fact}
        </span>
      ))}
      end={
        <>
          <When viewer={viewer} entry={entry} />
          {tick}
        </>
      }
    />
  );
}

const isDoable = (viewer: Viewer, entry: ListedActivity): boolean =>
  entry.kind === "task" ? mayCompleteTask(viewer, entry) : entry.kind === "todo" && mayComplete(viewer, entry);

const iconOf = ({ kind, completedAt }: ListedActivity) =>
  kind === "event" ? "cal" : kind === "note" ? "note" : completedAt ? "task" : "todo";

const formId = { complete: "complete-entry", reopen: "reopen-entry" };

async function StateButton({ entry: { id, kind, title, completedAt } }: { entry: ListedActivity }) {
  const t = await getTranslations("activity");
  return (
    <Button
      form={completedAt ? formId.reopen : formId.complete}
      name="entry"
      value={`${kind === "task" ? "task" : "activity"}.${id}`}
      icon={completedAt ? "task" : "todo"}
      tone="plain"
      small
      label={completedAt ? t("reopenTitle", { title }) : t("markDoneTitle", { title })}
    />
  );
}

/** The two forms that the buttons of all rows post; once on a page. */
export function EntryForms() {
  return (
    <>
      <form id={formId.complete} action={complete} hidden />
      <form id={formId.reopen} action={reopen} hidden />
    </>
  );
}

async function When({ viewer, entry }: { viewer: Viewer; entry: ListedActivity }) {
  const { at, kind, overdue, isAllDay, isPast } = entry;
  const t = await getTranslations("activity");
  if (overdue > 0) {
    return (
      <Badge tone="bad" icon="clock">
        {t("overdueDays", { n: overdue })}
      </Badge>
    );
  }
  if (!at) return null;
  const { timeZone, today } = viewer.facts;
  const format = formatsOf(await currentLocale(), timeZone);
  const hasTime = kind === "event" && !isAllDay;
  const isNear = !isPast && clockAt(at, timeZone).day.slice(0, 4) === today.slice(0, 4);
  const near = hasTime ? format.soonTime : format.soon;
  const far = hasTime && !isPast ? format.dateTime : format.date;
  return (
    <span className="nw">
      {entry.repeats && <Icon name="refresh" />} {isNear ? near(at) : far(at)}
    </span>
  );
}
