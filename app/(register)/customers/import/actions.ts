"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { mapColumns, runImport } from "@/lib/imports/commands";
import { paths } from "@/lib/paths";

export async function saveColumns(state: FormState, form: FormData): Promise<FormState> {
  return submit(mapColumns, state, form, ({ id }) => paths.customerImport(id, { step: "check" }));
}

export async function bringIn(state: FormState, form: FormData): Promise<FormState> {
  return submit(runImport, state, form, ({ id }) => paths.customerImport(id, { step: "result" }));
}
