"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { addRelation, removeRelation } from "@/lib/relations/commands";

export async function saveRelation(state: FormState, form: FormData): Promise<FormState> {
  return submit(addRelation, state, form, ({ customerId }) => paths.customer(customerId, { flash: "relationAdded" }));
}

/** On the card `customerId` of either of the two. */
export async function deleteRelation(customerId: number, form: FormData): Promise<void> {
  const card = (flash: string) => paths.customer(wholeNumber(customerId) ?? 0, { flash });
  await submit(removeRelation, emptyForm(""), form, () => card("relationDeleted"));
  redirect(card("notDone"));
}
