"use server";

import {
  addQuickly,
  completeActivities,
  createActivity,
  deleteActivity,
  reassignActivities,
  reopenActivities,
  updateActivity,
} from "@/lib/activities/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeActivity } from "./describe";

type Written = { customerId: number; kind: string };

/** Back to the card, at the tab where it now stands: a note is past from the start. */
const after =
  (flash: string) =>
  ({ customerId, kind }: Written) =>
    paths.customer(customerId, { flash, activities: kind === "note" ? "past" : null });

const changed = (activities: string | null) => (done: { id: number; count: number }) =>
  paths.customer(done.id, { activities, flash: "activitiesChanged", n: done.count });

export async function addActivity(state: FormState, form: FormData): Promise<FormState> {
  return submit(addQuickly, state, form, after("activityAdded"));
}

export async function saveNewActivity(state: FormState, form: FormData): Promise<FormState> {
  return submit(createActivity, state, form, after("activityAdded"));
}

export async function saveActivity(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateActivity, state, form, after("activitySaved"), describeActivity);
}

export async function removeActivity(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteActivity, state, form, ({ customerId }) =>
    paths.customer(customerId, { flash: "activityDeleted" }),
  );
}

export async function completeTicked(state: FormState, form: FormData): Promise<FormState> {
  return submit(completeActivities, state, form, changed(null));
}

export async function reopenTicked(state: FormState, form: FormData): Promise<FormState> {
  return submit(reopenActivities, state, form, changed("past"));
}

export async function reassignTicked(state: FormState, form: FormData): Promise<FormState> {
  return submit(reassignActivities, state, form, changed(null));
}
