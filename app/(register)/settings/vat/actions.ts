"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { addVatRate, deleteVatRate, updateVatRate } from "@/lib/vat-rates/commands";
import { describeVatRate } from "./describe";

const back = (flash: string) => () => paths.settings("vat", { flash });

export async function addRate(state: FormState, form: FormData): Promise<FormState> {
  return submit(addVatRate, state, form, back("vatRateAdded"));
}

export async function saveRate(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateVatRate, state, form, back("vatRateSaved"), describeVatRate);
}

export async function removeRate(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteVatRate, state, form, back("vatRateDeleted"));
}
