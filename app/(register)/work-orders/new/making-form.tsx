import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { dayAfter } from "@/lib/moments";
import { paths } from "@/lib/paths";
import type { Target } from "@/lib/work-order-making/fields";
import type { Preview } from "@/lib/work-order-making/queries";
import type { Template } from "@/lib/work-order-templates/queries";
import type { WorkOrderOptions } from "@/lib/work-orders/queries";
import { GivenFields } from "../given-fields";
import { workOrderLabels } from "../labels";
import { SeenFields } from "../seen-fields";
import { makeOrders } from "./actions";
import { hiddenOf } from "./target";

type Props = {
  viewer: Viewer;
  target: Target;
  preview: Preview;
  template: Template | null;
  options: WorkOrderOptions;
};

/** What is to be done, who may see it, who is to do it, until when; of a group also whether later customers get it. */
export async function MakingForm({ viewer, target, preview, template, options }: Props) {
  const [t, labels] = await Promise.all([getTranslations(), workOrderLabels()]);
  const follows = [
    { value: "true", label: t("workOrder.followsYes") },
    { value: "false", label: t("workOrder.followsNo") },
  ];
  return (
    <Form
      key={template?.id ?? 0}
      action={makeOrders}
      formKey={newFormKey()}
      title={`${t("workOrder.new")} · Kumppani`}
      texts={await formTexts()}
      submit={t("workOrder.make", { count: preview.customers })}
      labels={labels}
      hidden={{ ...hiddenOf(target), ...(template && { templateId: String(template.id) }) }}
      values={startOf(viewer, template)}
      cancel={{ href: paths.workOrders(), label: t("action.cancel") }}
      layout="stack"
    >
      {target.members?.map((id) => (
        <input key={id} type="hidden" name="members" value={id} />
      ))}
      <Field name="title" label={labels.title} kind="text" required autoComplete="off" />
      <Field name="description" label={labels.description} kind="longText" rows={4} />
      <Field name="dueOn" label={labels.dueOn} kind="date" width="m" />
      <SeenFields options={options} />
      <GivenFields employees={options.employees} />
      {preview.group && (
        <Field name="followsMembers" label={labels.followsMembers} kind="radios" options={follows} required />
      )}
    </Form>
  );
}

function startOf(viewer: Viewer, template: Template | null): Record<string, string | string[]> {
  if (!template) return { visibility: "everyone", assignTo: "nobody" };
  const { title, description, visibility, roleId, teamId, people, assignTo, assigneeId, dueInDays } = template;
  return {
    title,
    description: description ?? "",
    visibility,
    roleId: String(roleId ?? ""),
    teamId: String(teamId ?? ""),
    people: people.map(String),
    assignTo,
    assigneeId: String(assigneeId ?? ""),
    dueOn: dueInDays === null ? "" : dayAfter(viewer.facts.today, dueInDays),
  };
}
