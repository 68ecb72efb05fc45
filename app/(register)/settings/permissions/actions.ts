"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { createProfile, deleteProfile, updateProfile } from "@/lib/profiles/commands";

export async function add(state: FormState, form: FormData): Promise<FormState> {
  return submit(createProfile, state, form, () => paths.settings("permissions", { flash: "profileSaved" }));
}

export async function save(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateProfile, state, form, () => paths.settings("permissions", { flash: "profileSaved" }));
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteProfile, state, form, () => paths.settings("permissions", { flash: "profileDeleted" }));
}
