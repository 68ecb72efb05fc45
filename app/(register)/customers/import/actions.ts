"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { mapColumns, runImport, startImport } from "@/lib/imports/commands";
import { wakeRunner } from "@/lib/jobs/wake";
import { paths } from "@/lib/paths";

export async function saveColumns(state: FormState, form: FormData): Promise<FormState> {
  return submit(mapColumns, state, form, toCheck);
}

export async function bringIn(state: FormState, form: FormData): Promise<FormState> {
  return submit(runImport, state, form, ({ id }) => paths.customerImport(id, { step: "result" }));
}

export async function beginImport(state: FormState, form: FormData): Promise<FormState> {
  return submit(startImport, state, form, toCheck);
}

/** Where a job may be at it, which then begins at once. */
function toCheck({ id }: { id: number }): string {
  wakeRunner();
  return paths.customerImport(id, { step: "check" });
}
