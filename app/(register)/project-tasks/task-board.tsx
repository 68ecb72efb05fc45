import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CardMoves } from "@/components/card-moves";
import { PageLink } from "@/components/page-link";
import { type Html, html } from "@/components/rows";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import type { BoardTask, TaskBoard } from "@/lib/project-tasks/queries";
import { type Column, columns } from "@/lib/project-tasks/rules";
import { currentLocale } from "@/lib/session";
import type { CardPlace } from "../card-place";
import { move, moveCard } from "./actions";
import { movesForm, type Tasks, taskParts } from "./task-cards";
import { filterAt, tasksAt } from "./task-place";

type Props = { place: CardPlace; board: TaskBoard };

/** Columns of cards; in swimlanes the same three columns for each project or person. */
export async function TasksAsBoard({ place, board }: Props) {
  const [t, parts] = await Promise.all([getTranslations("board"), taskParts(place, board)]);
  const filter = filterAt(place);
  const lanes = lanesOf(board, filter.lanes, parts, await nobody());
  const { tasks, counts } = board;
  const blanks = { title: "{title}", column: "{column}", place: "{place}", count: "{count}" };
  return (
    <>
      <MovesForm />
      {tasks.some(parts.mayMove) && <p className="hint script board-hint">{t("hint")}</p>}
      <CardMoves move={moveCard} texts={{ moved: t("moved", blanks), notMoved: t("notMoved") }}>
        {lanes.map(({ key, name, tasks: own }) => (
          <section key={key} className="lane" data-lane={key} aria-labelledby={name ? `lane-${key}` : "tasks"}>
            {name && <h3 id={`lane-${key}`}>{name}</h3>}
            <Columns
              place={place}
              tasks={own}
              parts={parts}
              {...(!filter.lanes && { counts, more: <DoneLink place={place} board={board} /> })}
              isOneProject={place.project !== null || filter.lanes === "project"}
            />
          </section>
        ))}
      </CardMoves>
      {filter.lanes && <DoneLink place={place} board={board} />}
    </>
  );
}

const nobody = async () => (await getTranslations("task"))("nobody");

/** The form that the menus of all cards post; once on a page. */
export function MovesForm() {
  return (
    <form id={movesForm} action={move} hidden>
      <input type="hidden" name="formKey" value={newFormKey()} />
    </form>
  );
}

function lanesOf({ tasks }: TaskBoard, lanes: "project" | "person" | null, { projectName }: Tasks, none: string) {
  if (!lanes) return [{ key: "all", name: "", tasks }];
  const keyOf = ({ projectId, assigneeId }: BoardTask) => (lanes === "project" ? projectId : (assigneeId ?? 0));
  return [...Map.groupBy(tasks, keyOf)]
    .map(([key, own]) => {
      const [first] = own;
      const name = first && (lanes === "project" ? projectName(first) : first.assignee);
      return { key: String(key), name: name ?? none, tasks: own };
    })
    .sort((one, other) => Number(one.key === "0") - Number(other.key === "0") || one.name.localeCompare(other.name));
}

type ColumnProps = {
  place: CardPlace;
  tasks: readonly BoardTask[];
  parts: Tasks;
  /** How many there are, shown or not; in swimlanes those shown are counted. */
  counts?: TaskBoard["counts"];
  /** Below those that are done. */
  more?: ReactNode;
  isOneProject: boolean;
};

async function Columns({ place, tasks, parts, counts, more, isOneProject }: ColumnProps) {
  const [t, locale] = await Promise.all([getTranslations("board"), currentLocale()]);
  const { number } = formatsOf(locale, place.viewer.facts.timeZone);
  const Heading = counts ? "h3" : "h4";
  const inColumn = (column: Column) => tasks.filter(({ status }) => status === column);
  return (
    <div className="board">
      {columns.map((column) => (
        <section
          key={column}
          data-column={column}
          data-name={parts.words[column]}
          data-sorted={column === "done" ? "" : undefined}
          aria-label={parts.words[column]}
        >
          <Heading>
            {parts.words[column]}{" "}
            <span className="n" data-n="">
              {number(counts?.[column] ?? inColumn(column).length)}
            </span>
          </Heading>
          <Cards html={html`${cardsOf(inColumn(column), parts, isOneProject)}`} empty={t("nothing")} />
          {column === "done" && more}
        </section>
      ))}
    </div>
  );
}

function Cards({ html: made, empty }: { html: Html; empty: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: Html comes only from the escaping renderer in rows.ts
  return <ul data-empty={empty} dangerouslySetInnerHTML={{ __html: made.text }} />;
}

function cardsOf(tasks: readonly BoardTask[], parts: Tasks, isOneProject: boolean): Html[] {
  const { mayMove, link, assignee, due, menu, projectName } = parts;
  return tasks.map((task, at) => {
    const moves = mayMove(task);
    const isOrdered = task.status !== "done";
    const below = tasks[at + 1] && (tasks[at + 2]?.id ?? "");
    const facts = [assignee(task), due(task)].filter((fact) => fact !== null);
    return html`<li id="task-${task.id}" data-card="${task.id}"${moves && html` data-moves=""`}>${link(task, moves)}${
      !isOneProject && html`<span class="sub">${projectName(task)}</span>`
    }${facts.length > 0 && html`<span class="row between sub">${facts}</span>`}${
      moves && menu(task, isOrdered ? { up: tasks[at - 1]?.id, down: below } : {})
    }</li>`;
  });
}

/** To all that are done, or back to the latest of them. */
export async function DoneLink({ place, board: { tasks, counts } }: Props) {
  const t = await getTranslations("board");
  const { allDone } = filterAt(place);
  const shown = tasks.filter(({ status }) => status === "done").length;
  if (!allDone && shown >= counts.done) return null;
  return (
    <p className="sm pt-3">
      <PageLink href={tasksAt(place, { taskDone: allDone ? null : "all" })} still>
        {allDone ? t("lastDone") : t("allDone", { n: counts.done })}
      </PageLink>
    </p>
  );
}
