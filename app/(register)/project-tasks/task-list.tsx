import { getTranslations } from "next-intl/server";
import { groupRow, html } from "@/components/rows";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { BoardTask, TaskBoard } from "@/lib/project-tasks/queries";
import type { Column } from "@/lib/project-tasks/rules";
import { currentLocale } from "@/lib/session";
import type { CardPlace } from "../card-place";
import { DoneLink, MovesForm } from "./task-board";
import { taskParts } from "./task-cards";

const order: readonly Column[] = ["doing", "todo", "done"];

/** The same tasks in rows: what is under way first, what is done last. */
export async function TasksAsList({ place, board }: { place: CardPlace; board: TaskBoard }) {
  const [t, locale, parts] = await Promise.all([getTranslations("task"), currentLocale(), taskParts(place, board)]);
  const { number } = formatsOf(locale, place.viewer.facts.timeZone);
  const isOneProject = place.project !== null;
  const heads = [t("name"), ...(isOneProject ? [] : [t("projectId")]), t("assignee"), t("dueOn")];
  const row = (task: BoardTask) =>
    html`<tr id="task-${task.id}"><th scope="row" class="max-md:pe-14!">${parts.link(task)}</th>${
      !isOneProject &&
      html`<td data-l="${t("projectId")}"><a href="${paths.projectTab(task.projectId, "collaboration")}">${parts.projectName(task)}</a></td>`
    }<td data-l="${t("assignee")}">${parts.assignee(task)}</td><td data-l="${t("dueOn")}">${parts.due(task)}</td><td class="tight num act1">${
      parts.mayMove(task) && parts.menu(task)
    }</td></tr>`;
  const groups = order
    .map((column) => ({ column, rows: board.tasks.filter(({ status }) => status === column) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <>
      <MovesForm />
      <Table
        head={
          <>
            {heads.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className="tight num">
              <span className="vh">{t("moves")}</span>
            </th>
          </>
        }
      >
        {groups.map(({ column, rows }) => (
          <Rows
            key={column}
            html={html`${groupRow({ span: heads.length + 1, name: parts.words[column], count: number(board.counts[column]) })}${rows.map(row)}`}
          />
        ))}
      </Table>
      <DoneLink place={place} board={board} />
    </>
  );
}
