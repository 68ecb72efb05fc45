import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { List, ListItem, Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ProjectWork } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import type { ProjectCard } from "./project-card";

/** What is to be done next, and the way to all of it. */
export async function NextTasks({ viewer, project, work }: ProjectCard & { work: ProjectWork }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const all = paths.projectTab(project.id, "collaboration");
  const due = (day: string) =>
    day < viewer.facts.today ? (
      <Badge tone="bad" icon="warn">
        {t("task.late", { when: format.day(day) })}
      </Badge>
    ) : (
      format.day(day)
    );
  return (
    <Section id="next-tasks" title={t("project.nextTasks")} count={work.openTasks ? String(work.openTasks) : undefined}>
      {work.tasks.length === 0 ? (
        <EmptyLine text={t("project.noTasks")} />
      ) : (
        <List>
          {work.tasks.map(({ id, title, status, assignee, dueOn }) => (
            <ListItem
              key={id}
              title={<b>{title}</b>}
              meta={[t(status === "doing" ? "board.inProgress" : "board.todo"), assignee].filter(Boolean).join(" · ")}
              end={dueOn && due(dueOn)}
            />
          ))}
        </List>
      )}
      <p className="xs pt-2">
        <a href={all}>{t("project.allTasks")}</a>
      </p>
    </Section>
  );
}
