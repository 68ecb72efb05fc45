"use server";

import { redirect } from "next/navigation";
import { emptyForm } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { flipSwitch } from "@/lib/settings/commands";

export async function flip(form: FormData): Promise<void> {
  const flash = form.get("to") === "on" ? "switchedOn" : "switchedOff";
  await submit(flipSwitch, emptyForm(""), form, () => paths.settings("companies", { flash }));
  redirect(paths.settings("companies", { flash: "notDone" }));
}
