"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { answer, posted, sentences, submit } from "@/lib/forms";
import { handOver, takeBack } from "@/lib/hand-overs/commands";
import { wishOf, wishQuery } from "@/lib/hand-overs/fields";
import { previewHandOver } from "@/lib/hand-overs/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";

/** On to the preview of what was chosen. Nothing is changed. */
export async function chooseHandOver(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async () => {
    const viewer = await currentViewer();
    const asked = wishOf(paramsIn(form), viewer.facts.today);
    if (!asked.ok) return { errors: await sentences(asked.problems) };
    const preview = await previewHandOver(viewer, asked.wish);
    if (!preview.ok) return { errors: await sentences(preview.problems) };
    return { next: paths.handOver({ ...wishQuery(asked.wish), step: "preview" }) };
  });
}

/** Does what was previewed; where that has changed since, the preview comes again as it is now. */
export async function confirmHandOver(state: FormState, form: FormData): Promise<FormState> {
  const refused = await submit(handOver, state, form, ({ isWaiting }) =>
    paths.handOver({ flash: isWaiting ? "handOverWaiting" : "handedOver" }),
  );
  const asked = wishOf(paramsIn(form), (await currentViewer()).facts.today);
  if (!refused.errors.plan || !asked.ok) return refused;
  refresh();
  redirect(paths.handOver({ ...wishQuery(asked.wish), step: "preview", changed: "yes" }));
}

/** Cancels what waits, takes back what was done. */
export async function takeHandOverBack(form: FormData): Promise<void> {
  await submit(takeBack, emptyForm(""), form, ({ skipped }) =>
    paths.handOver({ flash: "handOverTakenBack", n: String(skipped) }),
  );
  redirect(paths.handOver({ flash: "handOverNotTakenBack" }));
}

const paramsIn = (form: FormData): Params =>
  Object.fromEntries([...new Set(posted(form).keys())].map((name) => [name, posted(form).getAll(name).map(String)]));
