"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { restoreValue } from "@/lib/history/commands";
import { paths } from "@/lib/paths";

export async function restoreEarlier(state: FormState, form: FormData): Promise<FormState> {
  return submit(restoreValue, state, form, ({ id }) => paths.customerTab(id, "history", { flash: "valueRestored" }));
}
