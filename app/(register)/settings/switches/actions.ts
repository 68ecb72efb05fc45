"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { flipCompanySwitch, flipSwitch } from "@/lib/settings/commands";
import { isSwitch, type SwitchName, switchOf } from "@/lib/settings/fields";

/** Turns a switch with one click. What has to be asked first, or is refused, is asked and said in a panel. */
export async function flip(form: FormData): Promise<void> {
  const { name, to } = turnOf(form);
  await turn(emptyForm(""), form);
  redirect(paths.settings(switchOf(name).section, { panel: `switch.${name}.${to}` }));
}

export async function flipAnyway(state: FormState, form: FormData): Promise<FormState> {
  return turn(state, form);
}

function turn(state: FormState, form: FormData): Promise<FormState> {
  const { name, to } = turnOf(form);
  const { right, section } = switchOf(name);
  const next = ({ was }: { was: string }) =>
    paths.settings(section, { flash: flashes[to] ?? "settingSaved", undo: was === to ? null : `${name}.${was}` });
  return submit(right === "companies" ? flipCompanySwitch : flipSwitch, state, form, next);
}

const flashes: Record<string, string> = { on: "switchedOn", off: "switchedOff" };

function turnOf(form: FormData): { name: SwitchName; to: string } {
  const name = posted(form).get("name");
  return isSwitch(name) ? { name, to: String(posted(form).get("to")) } : absent();
}
