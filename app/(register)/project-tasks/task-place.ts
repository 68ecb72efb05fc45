import { taskFilter, taskQuery } from "@/lib/project-tasks/filter";
import { type CardPlace, keyOf, pathAt } from "../card-place";

/** What the address says of the tasks; on the card of a project there is no other project to look for. */
export const filterAt = ({ query, project }: CardPlace) => ({
  ...taskFilter(query),
  ...(project && { project: null }),
});

/** The address of the tasks as they are shown now, with changes. */
export const tasksAt = (place: CardPlace, changes: Record<string, string | number | null> = {}): string =>
  pathAt(keyOf(place), { ...taskQuery(filterAt(place)), ...changes });
