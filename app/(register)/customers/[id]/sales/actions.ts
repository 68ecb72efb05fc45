"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { createSale, deleteSale, loseSale, reopenSale, updateSale, winSale } from "@/lib/sales/commands";
import { describeSale } from "./describe-sale";

export async function addSale(state: FormState, form: FormData): Promise<FormState> {
  return submit(createSale, state, form, backWith("saleAdded"));
}

export async function saveSale(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateSale, state, form, backWith("saleSaved"), describeSale);
}

export async function markWon(state: FormState, form: FormData): Promise<FormState> {
  return submit(winSale, state, form, backWith("saleWon"), describeSale);
}

export async function markLost(state: FormState, form: FormData): Promise<FormState> {
  return submit(loseSale, state, form, backWith("saleLost"), describeSale);
}

export async function reopen(state: FormState, form: FormData): Promise<FormState> {
  return submit(reopenSale, state, form, backWith("saleReopened"), describeSale);
}

export async function removeSale(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteSale, state, form, backWith("saleDeleted"));
}

/** Back to the tab. */
const backWith =
  (flash: string) =>
  ({ customerId }: { customerId: number }) =>
    paths.customerTab(customerId, "sales", { flash });
