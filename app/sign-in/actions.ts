"use server";

import { redirect } from "next/navigation";
import { signIn } from "@/lib/access/sign-in";
import type { FormState } from "@/lib/form-state";
import { answer, posted, sentences } from "@/lib/forms";
import { isLocale } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { currentDevice, dropSession, isOwnRequest, keepLocale, keepSession, safeReturn } from "@/lib/session";

export async function enter(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async ({ email, password, returnTo }) => {
    const outcome = await signIn(String(email ?? ""), String(password ?? ""), await currentDevice());
    if (!outcome.ok) return { errors: await sentences({ "": outcome.problem }) };
    await keepSession(outcome.cookie);
    return { next: safeReturn(returnTo) };
  });
}

export async function signOut(): Promise<void> {
  if (await isOwnRequest()) await dropSession();
  redirect(paths.signIn());
}

/** Before signing in the language is kept in this browser. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = posted(form).get("locale");
  if (isLocale(locale)) await keepLocale(locale);
  redirect(safeReturn(posted(form).get("here")));
}
