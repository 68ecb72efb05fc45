"use server";

import { revalidatePath } from "next/cache";
import { choosePreferences, endOtherSessions } from "@/lib/employees/commands";
import { emptyForm } from "@/lib/form-state";
import { newFormKey } from "@/lib/form-texts";
import { submit } from "@/lib/forms";
import { isLocale } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { keepLocale, pageOfThePost } from "@/lib/session";

export async function savePreferences(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (isLocale(locale)) await keepLocale(locale);
  revalidatePath("/", "layout");
  const back = await pageOfThePost();
  await submit(choosePreferences, emptyForm(newFormKey()), form, () => back);
}

export async function endOthers(form: FormData): Promise<void> {
  await submit(endOtherSessions, emptyForm(newFormKey()), form, () => paths.account({ flash: "sessionEnded" }));
}
