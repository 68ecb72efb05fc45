"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { createSavedReport, deleteSavedReport, updateSavedReport } from "@/lib/reports/commands";

export async function addReport(state: FormState, form: FormData): Promise<FormState> {
  return submit(createSavedReport, state, form, ({ id }) => paths.reports({ saved: id, flash: "reportSaved" }));
}

export async function saveReport(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateSavedReport, state, form, ({ id }) => paths.reports({ saved: id, flash: "reportSaved" }));
}

export async function removeReport(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteSavedReport, state, form, () => paths.reports({ flash: "reportDeleted" }));
}
