"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { updateCompanyBilling, updateCustomerBilling } from "@/lib/billing/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { updateGroupings } from "@/lib/groupings/commands";
import { paths } from "@/lib/paths";
import { describeBilling } from "../../../billing/describe";
import { describeGroupings } from "./describe-groupings";
import { savedTerms } from "./terms-of";

/** Back to the settings, or to the list where the customer went out of the person's own reach. */
export async function saveGroupings(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id, inReach }: { id: number; inReach: boolean }) =>
    inReach
      ? paths.customerTab(id, "settings", { flash: "customerSaved" })
      : paths.customers({ flash: "customerSaved" });
  return submit(updateGroupings, state, form, next, describeGroupings);
}

export async function saveBilling(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateCustomerBilling, state, form, savedTerms, describeBilling);
}

/** The terms of a related company. */
export async function saveCompanyBilling(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateCompanyBilling, state, form, savedTerms, describeBilling);
}

/** On the card `customerId`; the form says whose terms, the customer's or a related company's. */
export async function resetBilling(customerId: number, form: FormData): Promise<void> {
  await submit(updateCustomerBilling, emptyForm(""), form, savedTerms);
  redirect(paths.customerTab(wholeNumber(customerId) ?? 0, "settings", { flash: "notDone" }));
}

export async function resetCompanyBilling(customerId: number, form: FormData): Promise<void> {
  await submit(updateCompanyBilling, emptyForm(""), form, savedTerms);
  redirect(paths.customerTab(wholeNumber(customerId) ?? 0, "settings", { flash: "notDone" }));
}
