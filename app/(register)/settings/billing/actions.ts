"use server";

import { updateOrganisationBilling } from "@/lib/billing/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeBilling } from "../../billing/describe";

export async function saveOrganisationBilling(state: FormState, form: FormData): Promise<FormState> {
  const next = () => paths.settings("billing", { flash: "customerSaved" });
  return submit(updateOrganisationBilling, state, form, next, describeBilling);
}
