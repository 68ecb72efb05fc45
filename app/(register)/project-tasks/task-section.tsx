import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { boardOf, type TaskBoard } from "@/lib/project-tasks/queries";
import { takesTasks } from "@/lib/project-tasks/rules";
import { mayAddProject, mayWorkIn } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { type CardPlace, keyOf } from "../card-place";
import { QuickTask } from "./quick-task";
import { TasksAsBoard } from "./task-board";
import { TaskFilters } from "./task-filters";
import { TasksAsList } from "./task-list";
import { filterAt, tasksAt } from "./task-place";

/** The tasks of a customer's projects, or of one project, as a board or a list. */
export async function TaskSection({ place }: { place: CardPlace }) {
  const { viewer, customer } = place;
  const [t, locale] = await Promise.all([getTranslations("task"), currentLocale()]);
  const filter = filterAt(place);
  const board = await boardOf(viewer, keyOf(place), filter, locale);
  const { todo, doing, done } = board.counts;
  const fillable = customer.archivedAt
    ? []
    : board.projects.filter((project) => mayWorkIn(viewer, project) && takesTasks(project));
  const isNarrowed = filter.person !== null || filter.project !== null;
  const Shown = filter.view === "list" ? TasksAsList : TasksAsBoard;
  return (
    <Section
      id="tasks"
      title={t("title")}
      count={todo + doing > 0 ? formatsOf(locale, viewer.facts.timeZone).number(todo + doing) : undefined}
      text={isClosed(place, board) ? t("closedProject") : undefined}
      actions={
        fillable.length > 0 && (
          <ButtonLink href={tasksAt(place, { panel: "new-task" })} small tone="plain" icon="plus">
            {t("add")}
          </ButtonLink>
        )
      }
    >
      {fillable.length > 0 && <QuickTask place={place} projects={fillable} />}
      {(isNarrowed || todo + doing + done > 0) && <TaskFilters place={place} board={board} />}
      {todo + doing + done > 0 ? (
        <Shown place={place} board={board} />
      ) : isNarrowed ? (
        <EmptyLine text={t("noneFound")}>
          <ButtonLink href={tasksAt(place, { taskProject: null, taskPerson: null })} small>
            {t("showAll")}
          </ButtonLink>
        </EmptyLine>
      ) : (
        <EmptyLine text={t(emptyKey(place, board, fillable.length > 0))}>
          {board.projects.length === 0 && <NewProject {...place} />}
        </EmptyLine>
      )}
    </Section>
  );
}

/** The first step where there is no project yet, for those who may make one. */
async function NewProject({ viewer, customer }: CardPlace) {
  const t = await getTranslations("project");
  if (customer.archivedAt || !mayAddProject(viewer)) return null;
  return (
    <ButtonLink href={paths.customerTab(customer.id, "sales", { panel: "new-project" })} small icon="plus">
      {t("new")}
    </ButtonLink>
  );
}

/** Why there is nothing to add tasks with. */
const isClosed = ({ viewer, customer, project: one }: CardPlace, { projects }: TaskBoard): boolean =>
  one !== null &&
  customer.archivedAt === null &&
  projects.some((project) => mayWorkIn(viewer, project) && !takesTasks(project));

function emptyKey({ project }: CardPlace, { projects }: TaskBoard, mayAdd: boolean) {
  if (mayAdd) return "noneYet";
  if (project) return "noneHere";
  return projects.length === 0 ? "noProjects" : "none";
}
