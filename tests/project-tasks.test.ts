import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, employees, events, projectParticipants, projects, projectTasks } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { createTask, deleteTask, moveTask, updateTask } from "@/lib/project-tasks/commands";
import { taskFilter, taskQuery } from "@/lib/project-tasks/filter";
import { boardOf, getTask, taskAssignees } from "@/lib/project-tasks/queries";
import { closeProject, reopenProject } from "@/lib/projects/commands";
import { type Cast, cast, signedIn } from "./cast";
import { done, lastLine, whileArchiving } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let berg: number;
let tak: number;
let park: number;

beforeAll(async () => {
  we = await cast();
  berg = we.world.customers.berg;
  ({ bergTak: tak, bergPark: park } = we.world.projects);
});

const make = (title: string, values: object = {}, viewer = we.maija) =>
  done(createTask, viewer, { id: berg, projectId: tak, title, ...values });
const rowOf = async (id: number) => (await db.select().from(projectTasks).where(eq(projectTasks.id, id)))[0];
const logged = (id: number, action: string) => lastLine("project_tasks", id, action);
/** How much the log tells of a task. */
const linesOf = (id: number) => db.$count(events, and(eq(events.subject, "project_tasks"), eq(events.subjectId, id)));
const board = (viewer: Viewer, params: Record<string, string> = {}, projectId: number | null = null) =>
  boardOf(viewer, { customerId: berg, projectId }, taskFilter(params), "sv");
/** The titles of a column as a board shows them. */
async function column(status: "todo" | "doing" | "done", viewer = we.maija, projectId: number | null = null) {
  const { tasks } = await board(viewer, {}, projectId);
  return tasks.filter((task) => task.status === status).map(({ title }) => title);
}
const idOf = async (title: string) =>
  (await db.select().from(projectTasks).where(eq(projectTasks.title, title)))[0]?.id ?? 0;

describe("a task", () => {
  test("is added last in its column, changed field by field, and deleted, each told on the customer’s card", async () => {
    const id = await make("Beställ ställning", { dueOn: "2026-05-04", assigneeId: String(we.sven.employeeId) });
    expect(await column("todo")).toEqual(["Slutrapport", "Beställ ställning"]);
    expect(await logged(id, "projectTask.created")).toMatchObject({ customerId: berg, changes: { status: "todo" } });
    await done(updateTask, we.maija, { id, version: "1", description: "Minst **12** meter" });
    expect(await rowOf(id)).toMatchObject({ title: "Beställ ställning", dueOn: "2026-05-04", version: 2 });
    const task = await getTask(we.maija, id, { customerId: berg, projectId: tak });
    expect(task).toMatchObject({ assignee: "Sven Fjällhammar", createdBy: "Maija Hallavuo" });
    await done(updateTask, we.maija, { id, status: "done" });
    expect((await rowOf(id))?.completedAt).toBeInstanceOf(Date);
    await done(deleteTask, we.maija, { id });
    expect(await rowOf(id)).toBeUndefined();
    expect(await logged(id, "projectTask.deleted")).toMatchObject({ customerId: berg });
    await expect(moveTask(we.maija, { id, status: "todo" })).rejects.toThrow(absent);
  });

  test.each([
    ["title", "", "required"],
    ["title", "x".repeat(10_000), "tooLong"],
    ["title", "\u0007", "badCharacters"],
    ["dueOn", "2026-02-30", "date"],
    ["status", "later", "chooseOption"],
    ["assigneeId", "nobody", "chooseOption"],
    ["assigneeId", "999999", "chooseOption"],
    ["projectId", "999999", "chooseOption"],
    ["projectId", "", "chooseOption"],
    ["description", "x".repeat(60_000), "tooLong"],
  ])("with a bad %s is refused beside the field", async (field, value, key) => {
    const values = { id: berg, projectId: tak, title: "Något", [field]: value };
    expect(await createTask(we.maija, values)).toMatchObject({ ok: false, problems: { [field]: { key } } });
  });

  test("of another customer’s project, or one out of sight, is no choice", async () => {
    const values = { id: berg, title: "Fel ställe" };
    for (const projectId of [we.world.projects.aholaPiha, 0]) {
      expect(await createTask(we.maija, { ...values, projectId })).toMatchObject({ ok: false });
    }
    await expect(createTask(we.sven, { ...values, id: we.world.customers.ahola, projectId: tak })).rejects.toThrow(
      absent,
    );
    await expect(getTask(we.maija, await idOf("Slutrapport"), { customerId: berg, projectId: park })).rejects.toThrow(
      absent,
    );
  });

  test("is not added while somebody is closing the project", async () => {
    const pending = await db.transaction(async (tx) => {
      await tx.update(projects).set({ status: "closed" }).where(eq(projects.id, tak));
      const begun = createTask(we.maija, { id: berg, projectId: tak, title: "Just för sent" });
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { begun };
    });
    expect(await pending.begun).toMatchObject({ problems: { projectId: { key: "projectTakesNoTasks" } } });
    await db.update(projects).set({ status: "active" }).where(eq(projects.id, tak));
    const both = await Promise.all(
      [1, 2, 3].flatMap((at) => [
        createTask(we.maija, { id: berg, projectId: tak, title: `Tillsammans ${at}` }),
        closeProject(we.aino, { id: tak }),
        reopenProject(we.aino, { id: tak }),
      ]),
    );
    for (const one of both.filter((_, at) => at % 3)) expect(one.ok).toBe(true);
    await done(reopenProject, we.aino, { id: tak });
    await db.delete(projectTasks).where(like(projectTasks.title, "Tillsammans%"));
  });

  test("is added once by the same form, and two people’s changes merge or are asked about", async () => {
    const form = { title: "Bara en gång", formKey: "b8f0a0de-0000-4000-8000-000000000001" };
    expect(await make(form.title, form)).toBe(await make(form.title, form));
    expect(await db.$count(projectTasks, eq(projectTasks.title, form.title))).toBe(1);
    const id = await idOf(form.title);
    await done(updateTask, we.aino, { id, version: "1", dueOn: "2026-06-01" });
    await done(moveTask, we.sven, { id, status: "doing" });
    await done(updateTask, we.maija, { id, version: "1", title: "En gång", dueOn: "" });
    expect(await rowOf(id)).toMatchObject({ title: "En gång", dueOn: "2026-06-01", status: "doing" });
    const late = await updateTask(we.maija, { id, version: "1", dueOn: "2026-07-01", status: "done" });
    expect(late).toMatchObject({ ok: false, conflicts: [{ field: "dueOn" }, { field: "status" }] });
    await done(deleteTask, we.maija, { id });
  });

  test("is not added to a closed project or an archived customer; what is there is still done", async () => {
    const id = await idOf("Slutrapport");
    await db.update(projects).set({ status: "closed" }).where(eq(projects.id, tak));
    const refused = await createTask(we.maija, { id: berg, projectId: tak, title: "För sent" });
    expect(refused).toMatchObject({ problems: { projectId: { key: "projectTakesNoTasks" } } });
    await done(moveTask, we.maija, { id, status: "doing" });
    await db.update(projects).set({ status: "active" }).where(eq(projects.id, tak));
    const moved = await whileArchiving(berg, () => moveTask(we.maija, { id, status: "todo" }));
    expect(moved).toMatchObject({ ok: false, problems: { "": { key: "customerArchived" } } });
    expect((await rowOf(id))?.status).toBe("doing");
    await done(moveTask, we.maija, { id, status: "todo" });
  });
});

describe("the order", () => {
  test("is kept over all projects of the customer, and the same post again changes nothing", async () => {
    const [a, b, c] = [await make("A"), await make("B", { projectId: park }), await make("C")];
    expect(await column("todo")).toEqual(["Slutrapport", "A", "B", "C"]);
    await done(moveTask, we.maija, { id: c, status: "todo", before: String(a) });
    expect(await column("todo")).toEqual(["Slutrapport", "C", "A", "B"]);
    const version = (await rowOf(c))?.version;
    const told = await linesOf(c);
    await done(moveTask, we.maija, { id: c, status: "todo", before: String(a) });
    expect(await linesOf(c)).toBe(told);
    expect(await column("todo")).toEqual(["Slutrapport", "C", "A", "B"]);
    await done(moveTask, we.maija, { id: c, status: "doing", before: String(await idOf("Besiktning")) });
    expect(await column("doing")).toEqual(["C", "Besiktning"]);
    expect((await rowOf(c))?.version).toBe((version ?? 0) + 1);
    expect(await logged(c, "projectTask.moved")).toMatchObject({ changes: { status: "doing" } });
    // Before one that has gone to another column, or is another customer's: last.
    await done(moveTask, we.maija, { id: a, status: "todo", before: String(c) });
    expect(await column("todo")).toEqual(["Slutrapport", "B", "A"]);
    expect(await column("todo", we.maija, park)).toEqual(["B"]);
    await done(moveTask, we.maija, { id: b, status: "done" });
    await done(moveTask, we.maija, { id: a, status: "done" });
    expect((await column("done")).slice(0, 2)).toEqual(["A", "B"]);
    await done(moveTask, we.maija, { id: a, status: "todo" });
    expect(await rowOf(a)).toMatchObject({ status: "todo", completedAt: null });
    for (const id of [a, b, c]) await done(deleteTask, we.maija, { id });
  });

  test("loses no card and has no two in one place when many move at once", async () => {
    const ids = await Promise.all(["1", "2", "3", "4", "5", "6", "7", "8"].map((title) => make(title)));
    const viewers = [we.maija, we.aino, we.sven];
    const placesOf = async (status: "todo" | "doing") => {
      const rows = await db.select().from(projectTasks).where(eq(projectTasks.projectId, tak));
      return rows.filter((row) => row.status === status).map(({ position }) => position);
    };
    // Each at the end, where no later move puts right what went wrong.
    await Promise.all(ids.map((id, at) => done(moveTask, viewers[at % 3] ?? we.maija, { id, status: "doing" })));
    expect(new Set(await placesOf("doing")).size).toBe(9);
    await Promise.all(
      ids.flatMap((id, at) => [
        done(moveTask, viewers[at % 3] ?? we.maija, { id, status: "doing", before: String(ids[(at + 3) % 8]) }),
        done(updateTask, we.aino, { id, description: `Del ${at}` }),
        done(moveTask, we.maija, { id: ids[(at + 1) % 8], status: at % 2 ? "doing" : "todo", before: String(id) }),
      ]),
    );
    const places = [await placesOf("todo"), await placesOf("doing")];
    expect(places.flat()).toHaveLength(10);
    for (const each of places) expect(new Set(each).size).toBe(each.length);
    for (const id of ids) await done(deleteTask, we.maija, { id });
  }, 20_000);
});

describe("who may", () => {
  const moved = (viewer: Viewer, id: number) => moveTask(viewer, { id, status: "doing" }).then(({ ok }) => ok);

  test("work in the project, only move, only see, or not even that", async () => {
    const sees = { customerId: berg, employeeId: we.ebba.employeeId };
    await db.update(customers).set({ ownerId: we.ebba.employeeId }).where(eq(customers.id, berg));
    const [ebba, sven, karin] = await Promise.all([we.ebba, we.sven, we.karin].map((one) => signedIn(one.employeeId)));
    if (!ebba || !sven || !karin) throw new Error("nobody");
    const id = await make("Rättigheter");
    // Ebba reads all projects and takes part in none of these tasks' project.
    expect((await board(ebba)).tasks.some((task) => task.id === id)).toBe(true);
    await expect(moved(ebba, id)).rejects.toThrow(absent);
    await expect(updateTask(ebba, { id, title: "Min" })).rejects.toThrow(absent);
    expect(await createTask(ebba, { id: berg, projectId: tak, title: "Min" })).toMatchObject({
      problems: { projectId: { key: "chooseOption" } },
    });
    // It is given to her: she moves it, and changes nothing else.
    await done(updateTask, we.maija, { id, assigneeId: String(sees.employeeId) });
    expect(await moved(ebba, id)).toBe(true);
    await expect(updateTask(ebba, { id, title: "Min" })).rejects.toThrow(absent);
    await expect(deleteTask(ebba, { id })).rejects.toThrow(absent);
    // Sven takes part, Karin manages with the level "own".
    expect(await moved(sven, id)).toBe(true);
    await done(updateTask, karin, { id, title: "Karins" });
    // Somebody else's project is not there for Karin, nor the customer for Eetu and Pieter.
    const hidden = await make("Dold", { projectId: park });
    expect((await board(karin)).tasks.some((task) => task.id === hidden)).toBe(false);
    await expect(moved(karin, hidden)).rejects.toThrow(absent);
    for (const nobody of [we.pieter, we.nils]) await expect(moved(nobody, id)).rejects.toThrow(absent);
    for (const gone of [id, hidden]) await done(deleteTask, we.maija, { id: gone });
  });

  test("take part to the day: with the last day the right goes", async () => {
    const id = await make("Till i går");
    const mine = and(eq(projectParticipants.projectId, tak), eq(projectParticipants.employeeId, we.sven.employeeId));
    await db.update(projectParticipants).set({ validTo: "2026-01-31" }).where(mine);
    await expect(moved(we.sven, id)).rejects.toThrow(absent);
    await db.update(projectParticipants).set({ validTo: null }).where(mine);
    expect(await moved(we.sven, id)).toBe(true);
    await done(deleteTask, we.maija, { id });
  });

  test("be given a task: those on the project, and others by who may make others responsible", async () => {
    const names = async (viewer: Viewer) => (await taskAssignees(viewer, [tak], "sv")).map(({ id }) => id);
    const pieter = we.pieter.employeeId;
    expect(await names(we.sven)).toContain(we.karin.employeeId);
    expect(await names(we.sven)).not.toContain(pieter);
    expect(await names(we.maija)).toContain(pieter);
    expect(await names(we.maija)).not.toContain(we.nils.employeeId);
    const values = { id: berg, projectId: tak, title: "Till Pieter", assigneeId: String(pieter) };
    expect(await createTask(we.sven, values)).toMatchObject({ problems: { assigneeId: { key: "chooseOption" } } });
    // Pieter does not reach the customer: Maija hears of it first, and Karin, who manages the project, needs no question.
    const asked = await createTask(we.maija, values);
    const doubts = [{ key: "taskHidden", params: { name: "Pieter van der Schelpenduin" } }];
    expect(asked).toMatchObject({ ok: false, doubts });
    const confirmed = `taskHidden:${tak}:${pieter}`;
    const id = await done(createTask, we.maija, { ...values, confirmed });
    await done(updateTask, we.maija, { id, assigneeId: String(we.karin.employeeId) });
    expect(await updateTask(we.maija, { id, assigneeId: String(pieter) })).toMatchObject({ doubts });
    await done(updateTask, we.maija, { id, assigneeId: String(pieter), confirmed });
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, pieter));
    await done(updateTask, we.sven, { id, assigneeId: String(pieter), title: "Fortfarande Pieters" });
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, pieter));
    await done(deleteTask, we.maija, { id });
  });
});

describe("the board", () => {
  test("is narrowed by project and person, shows the latest done ones, and takes nonsense as the default", async () => {
    const mine = await make("Min", { assigneeId: String(we.maija.employeeId) });
    const titles = async (params: Record<string, string>) =>
      (await board(we.maija, params)).tasks.map((task) => task.title);
    expect(await titles({ taskPerson: "me" })).toEqual(["Min"]);
    expect(await titles({ taskPerson: String(we.karin.employeeId) })).toEqual(["Besiktning"]);
    expect(await titles({ taskPerson: "none" })).toContain("Slutrapport");
    expect(await titles({ taskProject: String(park) })).toEqual([]);
    const many = Array.from({ length: 12 }, (_, at) => make(`Klar ${at}`, { status: "done" }));
    const ids = await Promise.all(many);
    const latest = await board(we.maija);
    expect(latest.counts.done).toBe(13);
    expect(latest.tasks.filter(({ status }) => status === "done")).toHaveLength(5);
    expect((await board(we.maija, { taskDone: "all" })).tasks.filter(({ status }) => status === "done")).toHaveLength(
      13,
    );
    expect(latest.people.map(({ name }) => name)).toContain("Karin Åsrydh");
    expect(taskFilter({ tasks: "x", taskLanes: "y", taskProject: "-1", taskPerson: "ö", taskDone: "1" })).toEqual(
      taskFilter({}),
    );
    const words = { tasks: "list", taskLanes: "person", taskProject: "3", taskPerson: "me", taskDone: "all" };
    expect(taskQuery(taskFilter(words))).toEqual({ ...words, taskProject: 3 });
    for (const id of [mine, ...ids]) await done(deleteTask, we.maija, { id });
  });

  test("is empty, not an error, where there are no projects", async () => {
    const place = { customerId: we.world.customers.vaahtera, projectId: null };
    expect(await boardOf(we.maija, place, taskFilter({}), "fi")).toEqual({
      tasks: [],
      projects: [],
      people: [],
      counts: { todo: 0, doing: 0, done: 0 },
    });
    expect(await db.$count(events, eq(events.action, "projectTask.moved"))).toBeGreaterThan(5);
  });
});
