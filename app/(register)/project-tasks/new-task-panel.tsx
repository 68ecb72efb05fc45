import { getTranslations } from "next-intl/server";
import { absent } from "@/lib/outcome";
import { openProjects, taskAssignees } from "@/lib/project-tasks/queries";
import { takesTasks } from "@/lib/project-tasks/rules";
import { mayWorkIn } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { type CardPlace, keyOf } from "../card-place";
import { FormPanel } from "../form-panel";
import { addTask } from "./actions";
import { taskLabels } from "./labels";
import { TaskFields } from "./task-fields";
import { filterAt, tasksAt } from "./task-place";

export async function NewTaskPanel({ place }: { place: CardPlace }) {
  const { viewer, customer } = place;
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), taskLabels()]);
  const workable = (await openProjects(viewer, keyOf(place))).filter((project) => mayWorkIn(viewer, project));
  const projects = workable.filter(takesTasks);
  if (projects.length === 0) return workable.length > 0 ? null : absent();
  const ids = projects.map(({ id }) => id);
  const people = await taskAssignees(viewer, ids, locale);
  const wanted = filterAt(place).project ?? 0;
  return (
    <FormPanel
      title={t("task.new")}
      about={customer.name}
      close={tasksAt(place)}
      action={addTask}
      submit={t("action.save")}
      labels={labels}
      hidden={{ id: String(customer.id) }}
      values={{ projectId: String(ids.includes(wanted) ? wanted : ids[0]), status: "todo" }}
    >
      <TaskFields people={people} projects={projects} />
    </FormPanel>
  );
}
