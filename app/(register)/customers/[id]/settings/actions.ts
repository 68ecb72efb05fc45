"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { updateCustomerBilling } from "@/lib/billing/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { updateGroupings } from "@/lib/groupings/commands";
import { paths } from "@/lib/paths";
import { describeBilling } from "../../../billing/describe";
import { describeGroupings } from "./describe-groupings";

/** Back to the settings, or to the list where the customer went out of the person's own reach. */
export async function saveGroupings(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id, inReach }: { id: number; inReach: boolean }) =>
    inReach
      ? paths.customerTab(id, "settings", { flash: "customerSaved" })
      : paths.customers({ flash: "customerSaved" });
  return submit(updateGroupings, state, form, next, describeGroupings);
}

export async function saveBilling(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateCustomerBilling, state, form, backToSettings, describeBilling);
}

export async function resetBilling(form: FormData): Promise<void> {
  await submit(updateCustomerBilling, emptyForm(""), form, backToSettings);
  redirect(paths.customerTab(wholeNumber(form.get("id")) ?? 0, "settings", { flash: "notDone" }));
}

const backToSettings = ({ customerId }: { customerId: number }) =>
  paths.customerTab(customerId, "settings", { flash: "customerSaved" });
