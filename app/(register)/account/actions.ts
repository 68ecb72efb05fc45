"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { newFeedSecret } from "@/lib/access/feeds";
import { endViewing } from "@/lib/access/sessions";
import { renewFeed, revokeFeed } from "@/lib/calendar/commands";
import { choosePreferences, endOtherSessions } from "@/lib/employees/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { newFormKey } from "@/lib/form-texts";
import { answer, posted, sentences, submit } from "@/lib/forms";
import { chooseKeyFigures } from "@/lib/key-figures/commands";
import { isLocale } from "@/lib/locale/choice";
import { pageWith, paths } from "@/lib/paths";
import { addressOf, currentViewer, isOwnRequest, keepLocale, pageOfThePost } from "@/lib/session";

export async function savePreferences(form: FormData): Promise<void> {
  const locale = posted(form).get("locale");
  if (isLocale(locale)) await keepLocale(locale);
  revalidatePath("/", "layout");
  const back = await pageOfThePost();
  await submit(choosePreferences, emptyForm(newFormKey()), form, () => back);
}

/** From the account, the list or a card: back to where it was chosen. */
export async function saveKeyFigures(state: FormState, form: FormData): Promise<FormState> {
  const back = await pageOfThePost();
  return submit(chooseKeyFigures, state, form, () => pageWith(back, { panel: null, flash: "keyFiguresChosen" }));
}

export async function endOthers(form: FormData): Promise<void> {
  await submit(endOtherSessions, emptyForm(newFormKey()), form, () => paths.account({ flash: "sessionEnded" }));
}

/** The address goes into the answer and nowhere else: we keep only its hash. */
export async function renewCalendar(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async () => {
    const { token, tokenHash } = newFeedSecret();
    const outcome = await renewFeed(await currentViewer(), { tokenHash });
    if (!outcome.ok) return { errors: await sentences(outcome.problems) };
    refresh();
    return { fresh: { address: await addressOf(paths.calendarFeed(token)) } };
  });
}

export async function revokeCalendar(form: FormData): Promise<void> {
  await submit(revokeFeed, emptyForm(newFormKey()), form, () => paths.account({ flash: "calendarRevoked" }));
}

/** Back to one's own eyes, from whatever page. */
export async function stopViewing(): Promise<void> {
  if (await isOwnRequest()) await endViewing(await currentViewer());
  revalidatePath("/", "layout");
  redirect(paths.settings("people"));
}
