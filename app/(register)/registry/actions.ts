"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { archiveCustomer } from "@/lib/customers/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { answer, posted, submit } from "@/lib/forms";
import { boundQuery } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { keepAsIs, updateFromRegister } from "@/lib/registry/commands";
import { decideTicked, leftQuery, type Tally } from "@/lib/registry-queue/decisions";
import { placeQuery, queueFilter } from "@/lib/registry-queue/filter";
import { currentViewer } from "@/lib/session";
import { describeCustomer } from "../customers/describe";

/** A button of one row, or one for all that are ticked. */
export async function decide(query: string, form: FormData): Promise<void> {
  const viewer = await currentViewer();
  await answer(emptyForm(""), form, async (values) => ({ next: told(query, await decideTicked(viewer, values)) }));
  redirect(listed(query, { flash: "notDone" }));
}

/** What the form of one comparison decides; then the next one, where there is one. */
export async function saveReview(query: string, next: number | null, state: FormState, form: FormData) {
  const on = (flash: string) => () => listed(query, { flash, n: 1, panel: wholeNumber(next) && `compare.${next}` });
  if (posted(form).get("decision") === "leave") return submit(keepAsIs, state, named(form), on("registryLeft"));
  return submit(updateFromRegister, state, form, on("registryDecided"), describeCustomer);
}

export async function archiveCeased(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(archiveCustomer, state, form, () => listed(query, { flash: "customerArchived" }));
}

/** The comparison alone: leaving everything as it is takes no fields. */
function named(form: FormData): FormData {
  const alone = new FormData();
  alone.set("id", String(posted(form).get("comparison")));
  alone.set("formKey", String(posted(form).get("formKey")));
  return alone;
}

const told = (query: string, { decision, done, left }: Tally): string =>
  listed(query, { flash: decision === "leave" ? "registryLeft" : "registryDecided", n: done, left: leftQuery(left) });

type Said = { flash: string; n?: number; left?: string; panel?: string | null | 0 };

/** Back to the same filter: what the browser sent along is read like any address. */
function listed(query: string, said: Said): string {
  const filter = queueFilter(boundQuery(query));
  return paths.registry({ ...placeQuery(filter), ...said });
}
