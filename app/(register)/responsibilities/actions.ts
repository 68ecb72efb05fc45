"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { pageWith, paths } from "@/lib/paths";
import { dropTie, editTie, giveTies, replaceOwner, setCell, undoChange } from "@/lib/responsibilities/commands";
import type { Changed } from "@/lib/responsibilities/places";

/** A click on a cell, of the matrix or anywhere else. What has to be asked first, or is refused, opens its panel. */
export async function clickCell(form: FormData): Promise<void> {
  const [here, cell] = [placeOf(form), String(posted(form).get("cell")).split(":").slice(0, 3).join(".")];
  // The button says the wanted state: pressed again, after another change, it means it again.
  posted(form).delete("formKey");
  const { doubts } = await setCellAt(here, emptyForm(""), form);
  redirect(pageWith(here, doubts.length ? { panel: `remove.${cell}` } : { panel: `cell.${cell}`, flash: "notDone" }));
}

export async function changeCell(state: FormState, form: FormData): Promise<FormState> {
  return setCellAt(placeOf(form), state, form);
}

function setCellAt(here: string, state: FormState, form: FormData): Promise<FormState> {
  const flash = String(posted(form).get("cell")).endsWith(":on") ? "responsibleAdded" : "responsibleRemoved";
  return submit(setCell, state, form, changedAt(here, flash));
}

export async function giveRoles(state: FormState, form: FormData): Promise<FormState> {
  return submit(giveTies, state, form, changedAt(placeOf(form), "responsibilitySaved"));
}

export async function changeTie(state: FormState, form: FormData): Promise<FormState> {
  return submit(editTie, state, form, changedAt(placeOf(form), "responsibilitySaved"));
}

export async function takeRole(state: FormState, form: FormData): Promise<FormState> {
  return submit(dropTie, state, form, changedAt(placeOf(form), "responsibilitySaved"));
}

export async function changeOwner(state: FormState, form: FormData): Promise<FormState> {
  const isCustomer = String(posted(form).get("row")).startsWith("customer:");
  return submit(replaceOwner, state, form, changedAt(placeOf(form), isCustomer ? "ownerReplaced" : "managerReplaced"));
}

/** Takes a change back; an undo too. */
export async function undoResponsibilities(form: FormData): Promise<void> {
  const here = placeOf(form);
  await submit(undoChange, emptyForm(""), form, ({ changeId, skipped }) =>
    changeId === null
      ? pageWith(here, { flash: "responsibilityNotUndone" })
      : pageWith(here, { flash: "responsibilityUndone", n: String(skipped), change: String(changeId) }),
  );
  redirect(pageWith(here, { flash: "responsibilityNotUndone" }));
}

/** Where the form stands, which it says in `here`: a page of ours that shows responsibilities. The command is not told. */
function placeOf(form: FormData): string {
  const here = String(posted(form).get("here"));
  posted(form).delete("here");
  const pages =
    "responsibilities|responsible-persons|customers/\\d+(/sales)?|projects/\\d+(/collaboration|/financials)?";
  const known = new RegExp(`^/(${pages})(\\?[^#]*)?$`).test(here);
  return pageWith(known ? here : paths.responsibilities(), { panel: null, flash: null, n: null, change: null });
}

/** Back to where the form stands, with the way to undo; from a card that is not seen any more to what is around it. */
const changedAt =
  (here: string, flash: string) =>
  ({ changeId, customerId, inReach, isSeen }: Changed): string => {
    const onCard = /^\/(customers|projects)\//.test(here);
    const isLost = here.startsWith("/projects/") && !isSeen;
    const around = isLost ? paths.customerTab(customerId, "sales") : here;
    const back = inReach || !onCard ? around : paths.customers();
    return changeId === null
      ? pageWith(back, { flash: "responsibilityAsWas" })
      : pageWith(back, { flash, change: String(changeId) });
  };
