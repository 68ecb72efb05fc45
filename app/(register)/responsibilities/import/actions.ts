"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import type { FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { importMatrix } from "@/lib/responsibility-import/commands";

/** Does what the preview of the file showed; where that has changed since, the preview comes again as it is now. */
export async function bringMatrixIn(state: FormState, form: FormData): Promise<FormState> {
  const refused = await submit(importMatrix, state, form, ({ changeId, count }) =>
    paths.responsibilities({ flash: "responsibilitiesChanged", n: count, change: changeId }),
  );
  if (!refused.errors.plan) return refused;
  refresh();
  const empty = posted(form).get("emptyTakes") === "on" ? "takes" : null;
  redirect(paths.responsibilitiesImport(wholeNumber(posted(form).get("id")) ?? 0, { empty, changed: "1" }));
}
