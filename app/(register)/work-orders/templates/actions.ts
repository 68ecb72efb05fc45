"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { copyTemplate, createTemplate, switchTemplate, updateTemplate } from "@/lib/work-order-templates/commands";
import { describeTemplate } from "./describe";

const back = (flash: string) => paths.workOrderTemplates({ flash });

export async function addTemplate(state: FormState, form: FormData): Promise<FormState> {
  return submit(createTemplate, state, form, () => back("templateAdded"));
}

export async function saveTemplate(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateTemplate, state, form, () => back("entrySaved"), describeTemplate);
}

/** The copy opens, to be changed at once. */
export async function copy(form: FormData): Promise<void> {
  await submit(copyTemplate, emptyForm(""), form, ({ id }) => paths.workOrderTemplates({ panel: `template.${id}` }));
  redirect(back("notDone"));
}

export async function change(form: FormData): Promise<void> {
  const flash = posted(form).get("to") === "disabled" ? "entryDisabled" : "entryEnabled";
  await submit(switchTemplate, emptyForm(""), form, () => back(flash));
  redirect(back("notDone"));
}
