import { getTranslations } from "next-intl/server";
import type { TaskField } from "@/lib/project-tasks/fields";
import type { Column } from "@/lib/project-tasks/rules";

/** What the fields of a project task are called. */
export async function taskLabels(): Promise<Record<TaskField, string>> {
  const t = await getTranslations("task");
  return {
    title: t("name"),
    projectId: t("projectId"),
    status: t("status"),
    assigneeId: t("assignee"),
    dueOn: t("dueOn"),
    description: t("description"),
  };
}

export async function columnWords(): Promise<Record<Column, string>> {
  const t = await getTranslations("board");
  return { todo: t("todo"), doing: t("inProgress"), done: t("done") };
}
