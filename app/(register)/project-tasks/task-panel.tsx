import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { Facts } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Task } from "@/lib/project-tasks/queries";
import { currentLocale } from "@/lib/session";
import type { CardPlace } from "../card-place";
import { ReadPanel } from "../read-panel";
import { columnWords, taskLabels } from "./labels";
import { tasksAt } from "./task-place";

/** Everything about one task, for those who only read it. */
export async function TaskPanel({ place, task }: { place: CardPlace; task: Task }) {
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    taskLabels(),
    columnWords(),
  ]);
  const format = formatsOf(locale, place.viewer.facts.timeZone);
  const { project, dueOn, description } = task;
  return (
    <ReadPanel title={task.title} about={place.customer.name} close={tasksAt(place)}>
      <Facts
        items={[
          {
            label: labels.projectId,
            value: <PageLink href={paths.projectTab(project.id, "collaboration")}>{project.name}</PageLink>,
          },
          { label: labels.status, value: words[task.status] },
          { label: labels.assigneeId, value: task.assignee ?? t("task.nobody") },
          { label: labels.dueOn, value: dueOn && format.day(dueOn) },
        ]}
      />
      {description && <p className="running whitespace-pre-line">{description}</p>}
      <Added task={task} place={place} />
    </ReadPanel>
  );
}

/** Who wrote the task down, and when. */
export async function Added({ task, place }: { task: Task; place: CardPlace }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const when = formatsOf(locale, place.viewer.facts.timeZone).dateTime(task.createdAt);
  return <p className="xs faint">{t("customer.created", { when, who: task.createdBy ?? t("card.system") })}</p>;
}
