"use server";

import { addAddress, chooseHeadOffice, removeAddress, updateAddress } from "@/lib/addresses/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeAddress } from "./describe";

const card = (flash: string) => (done: { customerId: number }) => paths.customer(done.customerId, { flash });

export async function saveNewAddress(state: FormState, form: FormData): Promise<FormState> {
  return submit(addAddress, state, form, card("addressAdded"));
}

export async function saveAddress(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateAddress, state, form, card("addressSaved"), describeAddress);
}

export async function deleteAddress(state: FormState, form: FormData): Promise<FormState> {
  return submit(removeAddress, state, form, card("addressDeleted"));
}

export async function saveHeadOffice(state: FormState, form: FormData): Promise<FormState> {
  return submit(chooseHeadOffice, state, form, card("headOfficeChosen"));
}
