"use server";

import type { FormState } from "@/lib/form-state";
import { formatsOf } from "@/lib/format";
import { answer, posted, sentences, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { saveFigures } from "@/lib/project-months/commands";
import { filled, fillNames, namesBefore } from "@/lib/project-months/filling";
import { currentLocale, currentViewer } from "@/lib/session";
import { describeCell } from "./labels";

/** The buttons beside the cells fill some of them and save nothing; the others save. */
export async function fillOrSave(state: FormState, form: FormData): Promise<FormState> {
  if (posted(form).has("fill")) return fill(state, form);
  for (const name of [...fillNames, ...namesBefore]) posted(form).delete(name);
  const next = ({ id, year, n }: { id: number; year: number; n: number }) =>
    paths.projectTab(id, "financials", { year, flash: "figuresSaved", n });
  return submit(saveFigures, state, form, next, describeCell);
}

async function fill(state: FormState, form: FormData): Promise<FormState> {
  const [viewer, locale] = await Promise.all([currentViewer(), currentLocale()]);
  const { typed } = formatsOf(locale, viewer.facts.timeZone);
  return answer(state, form, async (values) => {
    const done = filled(values, typed);
    return done.ok ? { fresh: done.value } : { errors: await sentences(done.problems) };
  });
}
