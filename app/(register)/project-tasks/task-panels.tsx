import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import { getTask } from "@/lib/project-tasks/queries";
import { mayWorkIn } from "@/lib/projects/rules";
import { type CardPlace, keyOf } from "../card-place";
import { DeleteTaskPanel } from "./delete-task-panel";
import { EditTaskPanel } from "./edit-task-panel";
import { NewTaskPanel } from "./new-task-panel";
import { TaskPanel } from "./task-panel";

/** The panels of project tasks on a card: "new-task", "task.12", "delete-task.12". */
export function taskPanel(name: string, place: CardPlace): ReactNode | null {
  if (name === "new-task") {
    demand(place.viewer, "projects.own");
    return place.customer.archivedAt ? null : <NewTaskPanel place={place} />;
  }
  const [, what = "", id] = /^(task|delete-task)\.(\d{1,15})$/.exec(name) ?? [];
  const taskId = wholeNumber(id);
  return taskId ? <OfOneTask place={place} id={taskId} what={what} /> : null;
}

async function OfOneTask({ place, id, what }: { place: CardPlace; id: number; what: string }) {
  const { viewer, customer } = place;
  const task = await getTask(viewer, id, keyOf(place));
  const mayChange = mayWorkIn(viewer, task.project);
  if (what === "task") {
    const Shown = mayChange && !customer.archivedAt ? EditTaskPanel : TaskPanel;
    return <Shown place={place} task={task} />;
  }
  if (!mayChange) absent();
  return customer.archivedAt ? null : <DeleteTaskPanel place={place} task={task} />;
}
