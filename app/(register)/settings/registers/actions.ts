"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { addEntry, deleteEntry, mergeEntry, moveEntry, saveEntry, switchEntry } from "@/lib/registers/commands";
import { isRegister, registerOf } from "@/lib/registers/rules";
import { describeEntry } from "./describe";

export async function add(state: FormState, form: FormData): Promise<FormState> {
  return submit(addEntry, state, form, () => backTo(form, "entryAdded"));
}

export async function save(state: FormState, form: FormData): Promise<FormState> {
  return submit(saveEntry, state, form, () => backTo(form, "entrySaved"), describeEntry);
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteEntry, state, form, () => backTo(form, "entryDeleted"));
}

export async function merge(state: FormState, form: FormData): Promise<FormState> {
  return submit(mergeEntry, state, form, ({ register, moved }) =>
    paths.settings(registerOf(register).section, { flash: "entryMerged", n: moved }),
  );
}

export async function move(form: FormData): Promise<void> {
  await submit(moveEntry, emptyForm(""), form, () => backTo(form, "entryMoved"));
  redirect(backTo(form, "notDone"));
}

const flashes: Record<string, string> = { disabled: "entryDisabled", inUse: "entryEnabled" };

export async function change(form: FormData): Promise<void> {
  const flash = flashes[String(posted(form).get("to"))] ?? "entryDefault";
  await submit(switchEntry, emptyForm(""), form, () => backTo(form, flash));
  redirect(backTo(form, "notDone"));
}

/** The page the register stands on. */
function backTo(form: FormData, flash: string): string {
  const register = posted(form).get("register");
  return isRegister(register) ? paths.settings(registerOf(register).section, { flash }) : paths.settings();
}
