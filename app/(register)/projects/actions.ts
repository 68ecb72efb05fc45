"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { closeProject, createProject, deleteProject, reopenProject, updateProject } from "@/lib/projects/commands";
import { describeProject } from "./describe";

export async function addProject(state: FormState, form: FormData): Promise<FormState> {
  return submit(createProject, state, form, ({ id }) => paths.project(id, { flash: "projectAdded" }));
}

/** Whoever gives their own project away may see it no longer. */
export async function saveProject(state: FormState, form: FormData): Promise<FormState> {
  return submit(
    updateProject,
    state,
    form,
    ({ id, customerId, changeId, isSeen }) =>
      isSeen
        ? paths.project(id, { flash: "projectSaved", change: changeId })
        : paths.customerTab(customerId, "sales", { flash: "projectSaved" }),
    describeProject,
  );
}

export async function close(form: FormData): Promise<void> {
  await submit(closeProject, emptyForm(""), form, ({ id }) => paths.project(id, { flash: "projectClosed" }));
  redirect(paths.project(wholeNumber(posted(form).get("id")) ?? 0, { flash: "notDone" }));
}

export async function reopen(form: FormData): Promise<void> {
  await submit(reopenProject, emptyForm(""), form, ({ id }) => paths.project(id, { flash: "projectReopened" }));
  redirect(paths.project(wholeNumber(posted(form).get("id")) ?? 0, { flash: "notDone" }));
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteProject, state, form, ({ customerId }) =>
    paths.customerTab(customerId, "sales", { flash: "projectDeleted" }),
  );
}
