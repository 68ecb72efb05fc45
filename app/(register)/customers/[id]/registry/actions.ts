"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { emptyForm, type FormState } from "@/lib/form-state";
import { answer, posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { updateFromRegister } from "@/lib/registry/commands";
import { currentViewer } from "@/lib/session";
import { describeCustomer } from "../../describe";
import { comparedNow } from "./compared-now";

/** Asks the register about a customer, and shows both side by side or why that cannot be. */
export async function askRegister(form: FormData): Promise<void> {
  const id = wholeNumber(posted(form).get("id")) ?? 0;
  const viewer = await currentViewer();
  await answer(emptyForm(""), form, async () => ({ next: await comparedNow(viewer, id) }));
  redirect(paths.customer(id, { flash: "notDone" }));
}

export async function takeFromRegister(state: FormState, form: FormData): Promise<FormState> {
  const n = posted(form).getAll("fields").filter(Boolean).length;
  const next = ({ id }: { id: number }) => paths.customer(id, { flash: "registryUpdated", n });
  return submit(updateFromRegister, state, form, next, describeCustomer);
}
