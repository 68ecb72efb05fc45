"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { retryJob, stopJob } from "@/lib/jobs/commands";
import { wakeRunner } from "@/lib/jobs/wake";
import { paths } from "@/lib/paths";
import { startRegistryCheck } from "@/lib/registry-checks/commands";

export async function startCheck(state: FormState, form: FormData): Promise<FormState> {
  return submit(startRegistryCheck, state, form, begun());
}

export async function stop(form: FormData): Promise<void> {
  await submit(stopJob, emptyForm(""), form, ({ id }) => paths.job(id, { flash: "jobStopped" }));
  redirect(paths.job(wholeNumber(posted(form).get("id")) ?? 0, { flash: "notDone" }));
}

export async function retry(form: FormData): Promise<void> {
  await submit(retryJob, emptyForm(""), form, begun("jobRetried"));
  redirect(paths.job(wholeNumber(posted(form).get("id")) ?? 0, { flash: "notDone" }));
}

/** On to the job, which begins at once. */
function begun(flash?: string) {
  return ({ id }: { id: number }) => {
    wakeRunner();
    return paths.job(id, { flash });
  };
}
