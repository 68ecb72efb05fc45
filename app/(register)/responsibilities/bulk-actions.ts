"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { answer, posted, sentences, submit } from "@/lib/forms";
import { type Params, paramsOf } from "@/lib/list-address";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { changeInBulk } from "@/lib/responsibility-bulk/commands";
import { previewBulk } from "@/lib/responsibility-bulk/queries";
import { targetOf, wishOf } from "@/lib/responsibility-bulk/rules";
import { currentViewer } from "@/lib/session";
import { previewAddress } from "./bulk-addresses";

/** On to the preview of what was chosen. Nothing is changed. */
export async function chooseBulk(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async () => {
    const { panel, target, asked, filter } = bulkOf(form);
    if (!asked.ok) return { errors: await sentences(asked.problems) };
    const preview = await previewBulk(await currentViewer(), target, asked.wish, filter);
    if (!preview.ok) return { errors: await sentences(preview.problems) };
    return { next: previewAddress(filter, panel, asked.wish) };
  });
}

/** Does what was previewed; where that has changed since, the preview comes again as it is now. */
export async function confirmBulk(state: FormState, form: FormData): Promise<FormState> {
  const { panel, asked, filter } = bulkOf(form);
  const refused = await submit(changeInBulk, state, form, ({ id, count }) =>
    paths.responsibilities({ ...matrixQuery(filter), flash: "responsibilitiesChanged", n: count, change: id }),
  );
  if (!refused.errors.plan || !asked.ok) return refused;
  refresh();
  redirect(previewAddress(filter, panel, asked.wish, true));
}

function bulkOf(form: FormData) {
  const panel = String(posted(form).get("panel"));
  const target = targetOf(panel) ?? absent();
  const values: Params = Object.fromEntries([...posted(form)].map(([name, value]) => [name, String(value)]));
  const filter = matrixFilter(paramsOf(new URLSearchParams(String(posted(form).get("where")))));
  return { panel, target, asked: wishOf(target, values), filter };
}
