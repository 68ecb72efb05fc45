import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { HiddenFields } from "@/components/hidden-fields";
import { PageLink } from "@/components/page-link";
import type { TaskBoard } from "@/lib/project-tasks/queries";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { filterAt, tasksAt } from "./task-place";

/** As a board or a list; of which project, whose, and in which swimlanes. */
export async function TaskFilters({ place, board }: { place: CardPlace; board: TaskBoard }) {
  const t = await getTranslations();
  const { view, lanes, project, person, allDone } = filterAt(place);
  const several = place.project === null && board.projects.length > 1;
  const people = board.people.filter(({ id }) => id !== place.viewer.employeeId);
  const hidden = { ...(view === "list" && { tasks: view }), ...(allDone && { taskDone: "all" }) };
  const link = (name: "board" | "list", label: string) => (
    <PageLink
      href={tasksAt(place, { tasks: name === "list" ? name : null })}
      aria-current={view === name ? "true" : undefined}
      still
    >
      {label}
    </PageLink>
  );
  return (
    <div className="row between">
      <NextForm
        key={`${lanes} ${project} ${person} ${view}`}
        action={pathAt(keyOf(place))}
        className="narrow"
        prefetch={false}
        scroll={false}
      >
        <HiddenFields values={hidden} />
        {(several || project !== null) && (
          <Select
            name="taskProject"
            label={t("task.projectId")}
            value={project}
            options={[["", t("task.allProjects")], ...board.projects.map(({ id, name }): Option => [String(id), name])]}
          />
        )}
        <Select
          name="taskPerson"
          label={t("task.whose")}
          value={person}
          options={[
            ["", t("task.everybody")],
            ["me", t("task.mine")],
            ["none", t("task.nobody")],
            ...people.map(({ id, name }): Option => [String(id), name]),
          ]}
        />
        {view === "board" && (
          <Select
            name="taskLanes"
            label={t("board.lanes")}
            value={lanes}
            options={[
              ["", t("board.noLanes")],
              ...(several ? [["project", t("board.byProject")] as const] : []),
              ["person", t("board.byPerson")],
            ]}
          />
        )}
        <Button small>{t("task.filter")}</Button>
      </NextForm>
      <nav className="pick mt-2" aria-label={t("board.view")}>
        {link("board", t("board.asBoard"))}
        {link("list", t("board.asList"))}
      </nav>
    </div>
  );
}

type Option = readonly [value: string, label: string];
type SelectProps = { name: string; label: string; value: string | number | null; options: readonly Option[] };

function Select({ name, label, value, options }: SelectProps) {
  return (
    <select className="in" name={name} aria-label={label} defaultValue={String(value ?? "")}>
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </select>
  );
}
