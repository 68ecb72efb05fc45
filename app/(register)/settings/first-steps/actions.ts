"use server";

import { redirect } from "next/navigation";
import { putFirstStepsAway } from "@/lib/first-run/commands";
import { emptyForm } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";

export async function putAway(form: FormData): Promise<void> {
  await submit(putFirstStepsAway, emptyForm(""), form, () => paths.settings(undefined, { flash: "firstStepsAway" }));
  redirect(paths.settings(undefined, { flash: "notDone" }));
}
