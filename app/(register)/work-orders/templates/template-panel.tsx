import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import type { Template } from "@/lib/work-order-templates/queries";
import { workOrderOptions } from "@/lib/work-orders/queries";
import { FormPanel } from "../../form-panel";
import { GivenFields } from "../given-fields";
import { SeenFields } from "../seen-fields";
import { addTemplate, saveTemplate } from "./actions";
import { templateLabels } from "./describe";

/** @param template the one to change; without it a new one is made */
export async function TemplatePanel({ viewer, template }: { viewer: Viewer; template: Template | null }) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), templateLabels()]);
  const options = await workOrderOptions(viewer, {}, locale);
  return (
    <FormPanel
      title={template?.name ?? t("workOrderTemplate.add")}
      close={paths.workOrderTemplates()}
      action={template ? saveTemplate : addTemplate}
      submit={t("action.save")}
      labels={labels}
      hidden={template ? { id: String(template.id), version: String(template.version) } : {}}
      values={template ? valuesOf(template) : { visibility: "everyone", assignTo: "nobody" }}
      layout="stack"
    >
      <Field name="name" label={labels.name} kind="text" required autoComplete="off" />
      <Field name="title" label={labels.title} kind="text" required autoComplete="off" />
      <Field name="description" label={labels.description} kind="longText" rows={4} />
      <Field name="dueInDays" label={labels.dueInDays} kind="number" width="s" autoComplete="off" />
      <SeenFields options={options} />
      <GivenFields employees={options.employees} />
    </FormPanel>
  );
}

const valuesOf = ({ people, disabledAt: _, id: _id, version: _version, ...said }: Template) => ({
  ...Object.fromEntries(Object.entries(said).map(([field, value]) => [field, String(value ?? "")])),
  people: people.map(String),
});
