import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { projects, projectTasks } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import { refuseArchived } from "@/lib/activities/links";
import { mayCompleteTask } from "@/lib/activities/rules";
import { absent } from "@/lib/outcome";

/** A task of a project is done: by whoever edits projects, or by the one it was given to. */
export const completeTask = command({
  may: "projects.own",
  on: projectTasks,
  log: "projectTask.completed",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (!mayCompleteTask(viewer, { ownerId: row.assigneeId })) absent();
    return put(tx, row, { status: "done", completedAt: sql`coalesce(${projectTasks.completedAt}, now())` });
  },
});

/** A task is to be done again. */
export const reopenTask = command({
  may: "projects.own",
  on: projectTasks,
  log: "projectTask.reopened",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    if (!mayCompleteTask(viewer, { ownerId: row.assigneeId })) absent();
    const status = row.status === "done" ? "todo" : row.status;
    return put(tx, row, { status, completedAt: null });
  },
});

type Row = typeof projectTasks.$inferSelect;
type State = { status: Row["status"]; completedAt: ReturnType<typeof sql> | null };

async function put(tx: Transaction, { id, projectId }: Row, state: State) {
  const [project] = await tx
    .select({ customerId: projects.customerId })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) absent();
  await refuseArchived(tx, project.customerId);
  await tx
    .update(projectTasks)
    .set({ ...state, version: sql`${projectTasks.version} + 1` })
    .where(eq(projectTasks.id, id));
  return { id, customerId: project.customerId };
}
