import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { columns } from "@/lib/project-tasks/rules";
import { columnWords, taskLabels } from "./labels";

type Named = { id: number; name: string };

type Props = {
  people: readonly Named[];
  /** Of a new task: the projects it may belong to. */
  projects?: readonly Named[];
};

const optionsOf = (rows: readonly Named[]) => rows.map(({ id, name }) => ({ value: String(id), label: name }));

export async function TaskFields({ people, projects }: Props) {
  const [t, labels, words] = await Promise.all([getTranslations("task"), taskLabels(), columnWords()]);
  return (
    <>
      <Field name="title" label={labels.title} kind="text" required autoComplete="off" />
      {projects && (
        <Field name="projectId" label={labels.projectId} kind="select" required options={optionsOf(projects)} />
      )}
      <Field
        name="assigneeId"
        label={labels.assigneeId}
        kind="select"
        span={3}
        options={[{ value: "", label: t("nobody") }, ...optionsOf(people)]}
      />
      <Field name="dueOn" label={labels.dueOn} kind="date" span={3} />
      <Field
        name="status"
        label={labels.status}
        kind="pick"
        options={columns.map((column) => ({ value: column, label: words[column] }))}
      />
      <Field name="description" label={labels.description} kind="longText" rows={5} />
    </>
  );
}
