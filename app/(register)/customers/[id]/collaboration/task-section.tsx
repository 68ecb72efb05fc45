import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { groupRow, html, icon } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type ListedTask, tasksOf } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";

/** The tasks of all projects under their states. */
export async function TaskSection({ viewer, customer }: Card) {
  const [t, locale, tasks] = await Promise.all([getTranslations(), currentLocale(), tasksOf(viewer, customer.id)]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const due = ({ dueOn, status }: ListedTask) => {
    if (!dueOn) return null;
    const late = status !== "done" && dueOn < viewer.facts.today;
    return late
      ? html`<span class="badge badge--bad">${icon("warn")}${t("task.late", { when: format.day(dueOn) })}</span>`
      : format.day(dueOn);
  };
  const row = (task: ListedTask) =>
    html`<tr><th scope="row">${task.title}</th>
      <td data-l="${t("project.name")}"><a href="${paths.customerProject(customer.id, task.projectId)}">${task.projectName}</a></td>
      <td data-l="${t("task.assignee")}">${task.assignee}</td>
      <td data-l="${t("task.dueOn")}">${due(task)}</td></tr>`;
  const states = [
    { state: "doing", name: t("board.inProgress") },
    { state: "todo", name: t("board.todo") },
    { state: "done", name: t("board.done") },
  ];
  const groups = states
    .map(({ state, name }) => ({ state, name, rows: tasks.filter(({ status }) => status === state) }))
    .filter(({ rows }) => rows.length);
  const heads = [t("task.name"), t("project.name"), t("task.assignee"), t("task.dueOn")];
  return (
    <Section id="tasks" title={t("task.title")} count={tasks.length ? String(tasks.length) : undefined}>
      {tasks.length === 0 ? (
        <EmptyLine text={t("task.none")} />
      ) : (
        <Table
          head={heads.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        >
          {groups.map(({ state, name, rows }) => (
            <Rows
              key={state}
              html={html`${groupRow({ span: 4, name, count: format.number(rows.length) })}${rows.map(row)}`}
            />
          ))}
        </Table>
      )}
    </Section>
  );
}
