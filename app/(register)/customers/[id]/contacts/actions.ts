"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { addContact, deactivateContact, reactivateContact, updateContact } from "@/lib/contacts/commands";
import { eraseContact } from "@/lib/erasure/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeContact } from "./describe";

const card = (flash: string) => (done: { customerId: number }) => paths.customer(done.customerId, { flash });

export async function saveNewContact(state: FormState, form: FormData): Promise<FormState> {
  return submit(addContact, state, form, card("contactAdded"));
}

export async function saveContact(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateContact, state, form, card("contactSaved"), describeContact);
}

export async function deactivate(customerId: number, form: FormData): Promise<void> {
  await submit(deactivateContact, emptyForm(""), form, card("contactDeactivated"));
  redirect(paths.customer(wholeNumber(customerId) ?? 0, { flash: "notDone" }));
}

export async function reactivate(customerId: number, form: FormData): Promise<void> {
  await submit(reactivateContact, emptyForm(""), form, card("contactReactivated"));
  redirect(paths.customer(wholeNumber(customerId) ?? 0, { flash: "notDone" }));
}

export async function eraseForGood(state: FormState, form: FormData): Promise<FormState> {
  return submit(eraseContact, state, form, card("contactErased"));
}
