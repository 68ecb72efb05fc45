"use server";

import { redirect } from "next/navigation";
import { createActivity, deleteActivity, updateActivity } from "@/lib/activities/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { putMentionAway } from "@/lib/notes/commands";
import { pageWith } from "@/lib/paths";
import { pageOfThePost } from "@/lib/session";
import { type PlaceKey, pathAt } from "../card-place";
import { describeActivity } from "../customers/[id]/activities/describe";

export async function addNote(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  return submit(createActivity, state, form, () => pathAt(place, { flash: "noteAdded" }));
}

export async function saveNote(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  return submit(updateActivity, state, form, () => pathAt(place, { flash: "activitySaved" }), describeActivity);
}

export async function removeNote(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteActivity, state, form, () => pathAt(place, { flash: "noteDeleted" }));
}

/** `pin` says which note, and whether it is to stay on top: "12.on", or "12." to let it go. */
export async function pinNote(form: FormData): Promise<void> {
  const [id = "", isPinned = ""] = String(posted(form).get("pin")).split(".");
  const page = await pageOfThePost();
  const values = new FormData();
  values.set("id", id);
  values.set("isPinned", isPinned);
  const next = (flash: string) => pageWith(page, { panel: null, flash });
  await submit(updateActivity, emptyForm(""), values, () => next(isPinned ? "notePinned" : "noteUnpinned"));
  redirect(next("notDone"));
}

/** `mention` says which one leaves the day of whoever it names. */
export async function putAway(form: FormData): Promise<void> {
  const page = await pageOfThePost();
  const values = new FormData();
  values.set("id", String(posted(form).get("mention")));
  await submit(putMentionAway, emptyForm(""), values, () => pageWith(page, { flash: "mentionAway" }));
  redirect(pageWith(page, { flash: "notDone" }));
}
