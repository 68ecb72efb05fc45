import type { Viewer } from "@/lib/access/viewer";
import { mayCompleteTask } from "@/lib/activities/rules";
import { type Joined, mayWorkIn, type ProjectStatus } from "@/lib/projects/rules";

/** The columns of the board, in their order. */
export const columns = ["todo", "doing", "done"] as const;
export type Column = (typeof columns)[number];

/** How many of the done ones a board shows until all are asked for. */
export const mostDone = 5;

/** From column to column, up and down: whoever works in the project, and the one it was given to. */
export const mayMoveTask = (viewer: Viewer, project: Joined, { assigneeId }: { assigneeId: number | null }): boolean =>
  mayWorkIn(viewer, project) || mayCompleteTask(viewer, { ownerId: assigneeId });

/** A closed project takes no new tasks; those it has can still be changed and done. */
export const takesTasks = ({ status }: { status: ProjectStatus }): boolean => status !== "closed";
