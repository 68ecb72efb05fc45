import { idOf, known, oneOf, type Params } from "@/lib/list-address";

export const views = ["board", "list"] as const;
export const laneKinds = ["project", "person"] as const;

/** What the address of a card says about its project tasks. Nonsense becomes the default, never an error. */
export type TaskFilter = {
  view: (typeof views)[number];
  /** Swimlanes of the board. */
  lanes: (typeof laneKinds)[number] | null;
  project: number | null;
  /** Whose: one's own, nobody's, or an employee's. */
  person: number | "me" | "none" | null;
  /** All of the done ones, not only the latest. */
  allDone: boolean;
};

export function taskFilter(params: Params): TaskFilter {
  const person = oneOf(params, "taskPerson");
  return {
    view: known(views, oneOf(params, "tasks")) ?? "board",
    lanes: known(laneKinds, oneOf(params, "taskLanes")) ?? null,
    project: idOf(oneOf(params, "taskProject")),
    person: known(["me", "none"] as const, person) ?? idOf(person),
    allDone: oneOf(params, "taskDone") === "all",
  };
}

/** The filter as the address says it; what is the default is left out. */
export const taskQuery = ({ view, lanes, project, person, allDone }: TaskFilter) => ({
  tasks: view === "list" ? view : null,
  taskLanes: lanes,
  taskProject: project,
  taskPerson: person,
  taskDone: allDone ? "all" : null,
});
