import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customers, projectTasks } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { holdProject, projectInReach } from "@/lib/projects/parts";
import { mayWorkIn } from "@/lib/projects/rules";
import { moveInput, newTaskInput, taskInput } from "./fields";
import { holdOrder, type PlaceInOrder, placeTask } from "./order";
import { checkAssignee } from "./people";
import { type Column, mayMoveTask, takesTasks } from "./rules";

/** A task of one of the customer's projects, last in its column. */
export const createTask = command({
  may: "projects.own",
  on: customers,
  subject: projectTasks,
  log: "projectTask.created",
  input: newTaskInput,
  async run({ viewer, tx, tables, row: customer, confirmed }, { projectId, status = "todo", ...given }) {
    if (customer.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    const { projects } = tables;
    const isHere = and(eq(projects.id, projectId ?? 0), eq(projects.customerId, customer.id));
    if (!projectId || !(await tx.$count(projects, isHere))) throw new Invalid({ projectId: { key: "chooseOption" } });
    await holdProject(tx, projectId);
    const project = await projectInReach({ viewer, tx, tables }, projectId);
    if (!mayWorkIn(viewer, project)) throw new Invalid({ projectId: { key: "chooseOption" } });
    if (!takesTasks(project)) throw new Invalid({ projectId: { key: "projectTakesNoTasks" } });
    await checkAssignee({ viewer, tx, tables, confirmed }, project, given.assigneeId);
    const own = { ...given, projectId, createdBy: viewer.employeeId, ...stateOf(status) };
    const [made] = await tx.insert(projectTasks).values(own).returning();
    if (!made) throw new Error("no task");
    if (status !== "done") await placeTask(tx, made.id, { customerId: customer.id, status });
    return { id: made.id, customerId: customer.id };
  },
});

/** Changes what the form sends and nothing else: by whoever works in the project. */
export const updateTask = command({
  may: "projects.own",
  on: projectTasks,
  begin: holdOrder,
  log: "projectTask.updated",
  input: taskInput,
  async run({ viewer, tx, tables, row, confirmed }, { status = row.status, ...given }) {
    const project = await projectInReach({ viewer, tx, tables }, row.projectId);
    if (!mayWorkIn(viewer, project)) absent();
    await checkAssignee({ viewer, tx, tables, confirmed }, project, given.assigneeId, row.assigneeId);
    await tx
      .update(projectTasks)
      .set({ ...given, version: sql`${projectTasks.version} + 1` })
      .where(eq(projectTasks.id, row.id));
    const { customerId } = project;
    if (status !== row.status) await put(tx, row, { customerId, status });
    return { id: row.id, customerId };
  },
});

/** To a column and a place in it: by whoever works in the project, and by the one it was given to. */
export const moveTask = command({
  may: "projects.own",
  on: projectTasks,
  begin: holdOrder,
  log: "projectTask.moved",
  onlyChanges: true,
  input: moveInput,
  run: (scope, { status, before }) => move(scope, status, before),
});

/** Done; done twice is done once. */
export const completeTask = command({
  may: "projects.own",
  on: projectTasks,
  begin: holdOrder,
  log: "projectTask.completed",
  onlyChanges: true,
  input: noInput,
  run: (scope) => move(scope, "done"),
});

/** A task is to be done again; one that is open stays where it is. */
export const reopenTask = command({
  may: "projects.own",
  on: projectTasks,
  begin: holdOrder,
  log: "projectTask.reopened",
  onlyChanges: true,
  input: noInput,
  run: (scope) => move(scope, scope.row.status === "done" ? "todo" : scope.row.status, scope.row.id),
});

/** Gone for good, by whoever works in the project. */
export const deleteTask = command({
  may: "projects.own",
  on: projectTasks,
  begin: holdOrder,
  log: "projectTask.deleted",
  input: noInput,
  async run({ viewer, tx, tables, row }) {
    const project = await projectInReach({ viewer, tx, tables }, row.projectId);
    if (!mayWorkIn(viewer, project)) absent();
    await tx.delete(projectTasks).where(eq(projectTasks.id, row.id));
    return { id: row.id, customerId: project.customerId, projectId: project.id };
  },
});

type Row = typeof projectTasks.$inferSelect;
type Scope = { viewer: Viewer; tx: Transaction; tables: Tables; row: Row };

/** @param before the task itself = where it stands */
async function move({ viewer, tx, tables, row }: Scope, status: Column, before?: number | null) {
  const project = await projectInReach({ viewer, tx, tables }, row.projectId);
  if (!mayMoveTask(viewer, project, row)) absent();
  const { customerId } = project;
  if (status !== row.status || before !== row.id) await put(tx, row, { customerId, status, before });
  return { id: row.id, customerId };
}

async function put(tx: Transaction, row: Row, place: PlaceInOrder): Promise<void> {
  const { status } = place;
  if (status !== row.status) {
    await tx
      .update(projectTasks)
      .set({ ...stateOf(status), version: sql`${projectTasks.version} + 1` })
      .where(eq(projectTasks.id, row.id));
  }
  if (status !== "done") await placeTask(tx, row.id, place);
}

const stateOf = (status: Column) => ({ status, completedAt: status === "done" ? sql`now()` : null });
