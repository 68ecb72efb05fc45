import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { BoardProject } from "@/lib/project-tasks/queries";
import type { CardPlace } from "../card-place";
import { addTask } from "./actions";
import { taskLabels } from "./labels";

/** A task in one line: what has to be done, and in which project where there are several. */
export async function QuickTask({ place, projects }: { place: CardPlace; projects: readonly BoardProject[] }) {
  const [t, labels, texts] = await Promise.all([getTranslations("task"), taskLabels(), formTexts()]);
  const [first] = projects;
  return (
    <div className="well quick-add quick-task">
      <Form
        action={addTask}
        id="quick-task"
        formKey={newFormKey()}
        texts={texts}
        submit={t("add")}
        labels={labels}
        hidden={{ id: String(place.customer.id) }}
        values={{ projectId: String(first?.id ?? "") }}
        layout="stack"
      >
        <div className="quick">
          <Field name="title" label={t("new")} kind="text" quietLabel placeholder={t("what")} autoComplete="off" />
          {projects.length > 1 ? (
            <Field
              name="projectId"
              label={labels.projectId}
              kind="select"
              quietLabel
              options={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          ) : (
            <Field name="projectId" label={labels.projectId} kind="hidden" />
          )}
        </div>
      </Form>
    </div>
  );
}
