import { getTranslations } from "next-intl/server";
import { type Html, html, icon, person } from "@/components/rows";
import { formatsOf, initialsOf } from "@/lib/format";
import { pageWith } from "@/lib/paths";
import type { BoardTask, TaskBoard } from "@/lib/project-tasks/queries";
import { columns, mayMoveTask } from "@/lib/project-tasks/rules";
import { currentLocale } from "@/lib/session";
import type { CardPlace } from "../card-place";
import { columnWords } from "./labels";
import { tasksAt } from "./task-place";

/** The id of the form that the menus of all tasks post. */
export const movesForm = "task-moves";

export type Tasks = Awaited<ReturnType<typeof taskParts>>;

/** What tasks are made of on a board and in a list, as text: their links, people, days and menus. */
export async function taskParts(place: CardPlace, board: TaskBoard) {
  const [t, locale, words] = await Promise.all([getTranslations(), currentLocale(), columnWords()]);
  const { viewer, customer } = place;
  const format = formatsOf(locale, viewer.facts.timeZone);
  const projects = new Map(board.projects.map((project) => [project.id, project]));
  const panels = pageWith(tasksAt(place), { panel: "task." });

  const mayMove = (task: BoardTask): boolean => {
    const project = projects.get(task.projectId);
    return customer.archivedAt === null && project !== undefined && mayMoveTask(viewer, project, task);
  };

  const link = ({ id, title, isDescribed }: BoardTask, keys = false): Html => {
    const shortcuts = html` aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown"`;
    const mark = html` <span class="faint" title="${t("task.described")}">${icon("note")}<span class="vh">${t("task.described")}</span></span>`;
    return html`<span class="row row--name"><a class="name" href="${panels}${id}" draggable="false"${keys && shortcuts}>${title}</a>${isDescribed && mark}</span>`;
  };

  const assignee = ({ assignee: name }: BoardTask): Html | null => (name ? person(initialsOf(name), name) : null);

  const due = ({ dueOn, status, completedAt }: BoardTask): Html | null => {
    if (status === "done" && completedAt)
      return html`<span>${t("task.done", { when: format.date(new Date(completedAt)) })}</span>`;
    if (!dueOn) return null;
    if (dueOn >= viewer.facts.today) return html`<span>${format.day(dueOn)}</span>`;
    return html`<span class="badge badge--bad">${icon("warn")}${t("task.late", { when: format.day(dueOn) })}</span>`;
  };

  /** @param before the neighbours before which it goes when it moves up or down; absent where it cannot */
  const menu = (task: BoardTask, before: { up?: number; down?: number | "" } = {}): Html => {
    const { id, title, status } = task;
    const item = (wanted: string, word: string, sign: Parameters<typeof icon>[0]) =>
      html`<li><button type="submit" class="mi" form="${movesForm}" name="move" value="${id}:${wanted}">${icon(sign)}<span>${word}</span></button></li>`;
    const others = columns.filter((column) => column !== status);
    const at = columns.indexOf(status);
    const name = t("board.moves", { title });
    return html`<details class="menu"><summary class="btn btn--icon btn--plain btn--s" aria-label="${name}" title="${name}">${icon("dots")}</summary><ul>${[
      ...others.map((to) =>
        item(`${to}:`, t("board.moveTo", { column: words[to] }), columns.indexOf(to) < at ? "left" : "right"),
      ),
      ...(before.up === undefined ? [] : [item(`${status}:${before.up}`, t("board.moveUp"), "up")]),
      ...(before.down === undefined ? [] : [item(`${status}:${before.down}`, t("board.moveDown"), "down")]),
    ]}</ul></details>`;
  };

  const projectName = ({ projectId }: BoardTask): string => projects.get(projectId)?.name ?? "";

  return { mayMove, link, assignee, due, menu, projectName, words };
}
