"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { emptyForm, type FormState } from "@/lib/form-state";
import { answer, posted, sentences, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import {
  deactivatePerson,
  endSessions,
  invitePerson,
  makeSignInLink,
  reactivatePerson,
  startViewing,
  unlinkProvider,
  updatePerson,
} from "@/lib/people/commands";
import { addressOf, currentViewer } from "@/lib/session";

export async function invite(state: FormState, form: FormData): Promise<FormState> {
  return submit(invitePerson, state, form, ({ id }) =>
    paths.settings("people", { panel: `link.${id}`, flash: "personInvited" }),
  );
}

export async function save(state: FormState, form: FormData): Promise<FormState> {
  return submit(updatePerson, state, form, () => paths.settings("people", { flash: "personSaved" }));
}

export async function deactivate(state: FormState, form: FormData): Promise<FormState> {
  return submit(deactivatePerson, state, form, () => paths.settings("people", { flash: "personDeactivated" }));
}

export async function reactivate(form: FormData): Promise<void> {
  await submit(reactivatePerson, emptyForm(""), form, () => paths.settings("people", { flash: "personReactivated" }));
  redirect(paths.settings("people", { panel: `person.${wholeNumber(posted(form).get("id")) ?? 0}`, flash: "notDone" }));
}

export async function signOutEverywhere(form: FormData): Promise<void> {
  await submit(endSessions, emptyForm(""), form, () => paths.settings("people", { flash: "sessionsEnded" }));
  redirect(paths.settings("people", { panel: `person.${wholeNumber(posted(form).get("id")) ?? 0}`, flash: "notDone" }));
}

export async function unlink(form: FormData): Promise<void> {
  const panel = `person.${wholeNumber(posted(form).get("id")) ?? 0}`;
  await submit(unlinkProvider, emptyForm(""), form, () =>
    paths.settings("people", { panel, flash: "providerUnlinked" }),
  );
  redirect(paths.settings("people", { panel, flash: "notDone" }));
}

export async function viewAs(form: FormData): Promise<void> {
  revalidatePath("/", "layout");
  await submit(startViewing, emptyForm(""), form, () => paths.home());
  redirect(paths.settings("people", { flash: "notDone" }));
}

/** Shows the link in the form's own field, the one time it is known. */
export async function makeLink(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async ({ id }) => {
    const outcome = await makeSignInLink(await currentViewer(), { id });
    if (!outcome.ok) return { errors: await sentences(outcome.problems) };
    return { fresh: { link: await addressOf(paths.setUp(outcome.result.token)) } };
  });
}
