import { getTranslations } from "next-intl/server";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { Project } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../form-panel";
import { saveProject } from "../actions";
import { contactOptions, managerOptions } from "../choices";
import { projectLabels } from "../labels";
import { ProjectFields } from "../project-fields";
import type { ProjectCard } from "./project-card";

/** Everything about a project, to be changed. */
export async function EditPanel({ viewer, project }: ProjectCard) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { id, contact, customerId, isMasked, managerId, managerName, version } = project;
  const manager = managerId && managerName ? { id: managerId, name: managerName } : null;
  const held = project.contactId &&
    contact && { id: project.contactId, name: contactName(contact, t("contact.deleted")) };
  const mayGive = viewer.can("assignOthers") && !isMasked && project.status !== "closed";
  const [labels, managers, contacts] = await Promise.all([
    projectLabels(),
    mayGive ? managerOptions(viewer, manager) : null,
    contactOptions(viewer, customerId, held || null),
  ]);
  const seesMoney = viewer.can("money.read");
  return (
    <FormPanel
      title={t("project.edit")}
      about={project.name}
      close={paths.project(id)}
      action={saveProject}
      submit={t("action.save")}
      labels={labels}
      hidden={{ id: String(id), version: String(version) }}
      values={valuesOf(project, formatsOf(locale, viewer.facts.timeZone).typed)}
    >
      <ProjectFields managers={managers} contacts={contacts} seesMoney={seesMoney} />
    </FormPanel>
  );
}

/** The stored values as the form shows them. */
function valuesOf(project: Project, typed: (decimal: string | null) => string): Record<string, string> {
  const { name, number, status, managerId, contactId, startsOn, endsOn, billingMethod, currency, description } =
    project;
  const plain = { name, number, status, managerId, contactId, startsOn, endsOn, billingMethod, currency, description };
  return {
    ...Object.fromEntries(Object.entries(plain).map(([field, value]) => [field, String(value ?? "")])),
    budget: typed(project.budget),
    budgetHours: typed(project.budgetHours),
  };
}
