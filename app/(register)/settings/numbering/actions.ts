"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { saveNumbering } from "@/lib/settings/commands";

export async function saveNumbers(state: FormState, form: FormData): Promise<FormState> {
  return submit(saveNumbering, state, form, () => paths.settings("numbering", { flash: "settingSaved" }));
}
