import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { type Task, taskAssignees } from "@/lib/project-tasks/queries";
import { currentLocale } from "@/lib/session";
import type { CardPlace } from "../card-place";
import { FormPanel } from "../form-panel";
import { saveTask } from "./actions";
import { taskLabels } from "./labels";
import { TaskFields } from "./task-fields";
import { Added } from "./task-panel";
import { tasksAt } from "./task-place";

export async function EditTaskPanel({ place, task }: { place: CardPlace; task: Task }) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), taskLabels()]);
  const { id, version, title, status, assigneeId, dueOn, description, project } = task;
  const people = await taskAssignees(place.viewer, [project.id], locale, assigneeId);
  return (
    <FormPanel
      title={t("task.edit")}
      about={place.customer.name}
      close={tasksAt(place)}
      action={saveTask}
      submit={t("action.save")}
      labels={labels}
      hidden={{ id: String(id), version: String(version) }}
      values={{
        title,
        status,
        assigneeId: String(assigneeId ?? ""),
        dueOn: dueOn ?? "",
        description: description ?? "",
      }}
      danger={
        <ButtonLink href={tasksAt(place, { panel: `delete-task.${id}` })} tone="bad" icon="trash">
          {t("action.delete")}
        </ButtonLink>
      }
    >
      <TaskFields people={people} />
      <p className="sm">{`${labels.projectId}: ${project.name}`}</p>
      <Added task={task} place={place} />
    </FormPanel>
  );
}
