import { getTranslations } from "next-intl/server";
import type { Task } from "@/lib/project-tasks/queries";
import type { CardPlace } from "../card-place";
import { FormPanel } from "../form-panel";
import { removeTask } from "./actions";
import { tasksAt } from "./task-place";

export async function DeleteTaskPanel({ place, task }: { place: CardPlace; task: Task }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("task.deleteTitle", { title: task.title })}
      about={place.customer.name}
      close={tasksAt(place)}
      cancel={tasksAt(place, { panel: `task.${task.id}` })}
      ask
      action={removeTask}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(task.id) }}
    >
      <p>{t("task.deleteText")}</p>
    </FormPanel>
  );
}
