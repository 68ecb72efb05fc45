"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import {
  archiveCustomer,
  createCustomer,
  deleteCustomer,
  followStage,
  restoreFromBin,
  unarchiveCustomer,
  updateCustomer,
} from "@/lib/customers/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { updateMembers } from "@/lib/groups/commands";
import { paths } from "@/lib/paths";
import { describeCustomer } from "./describe";

export async function addCustomer(state: FormState, form: FormData): Promise<FormState> {
  return submit(createCustomer, state, form, after("customerCreated"));
}

export async function saveCustomer(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateCustomer, state, form, after("customerSaved"), describeCustomer);
}

/** The header in place, on whichever tab it was opened. */
export async function saveHeader(tab: string, state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id, inReach }: { id: number; inReach: boolean }) =>
    inReach
      ? paths.customerTab(id, tabFrom(tab), { flash: "customerSaved" })
      : paths.customers({ flash: "customerSaved" });
  return submit(updateCustomer, state, form, next, describeCustomer);
}

export async function letStageFollow(tab: string, form: FormData): Promise<void> {
  await submit(followStage, emptyForm(""), form, ({ id }) =>
    paths.customerTab(id, tabFrom(tab), { flash: "stageFollows" }),
  );
  redirect(paths.customerTab(wholeNumber(posted(form).get("id")) ?? 0, tabFrom(tab), { flash: "notDone" }));
}

export async function archive(state: FormState, form: FormData): Promise<FormState> {
  return submit(archiveCustomer, state, form, ({ id }) => paths.customer(id, { flash: "customerArchived" }));
}

export async function unarchive(form: FormData): Promise<void> {
  await submit(unarchiveCustomer, emptyForm(""), form, ({ id }) => paths.customer(id, { flash: "customerUnarchived" }));
  redirect(paths.customer(wholeNumber(posted(form).get("id")) ?? 0, { flash: "notDone" }));
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteCustomer, state, form, () => paths.customers({ flash: "customerDeleted" }));
}

export async function bringBack(state: FormState, form: FormData): Promise<FormState> {
  return submit(restoreFromBin, state, form, ({ id }) => paths.customer(id, { flash: "customerRestored" }));
}

export async function addToGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateMembers, state, form, ({ id }) =>
    paths.customers({ group: id, view: "flat", flash: "regrouped" }),
  );
}

/** On to the card, or to the list where the customer went out of the person's own reach. */
function after(flash: string) {
  return ({ id, inReach }: { id: number; inReach: boolean }) =>
    inReach ? paths.customer(id, { flash }) : paths.customers({ flash });
}

/** The tab an action is bound to. Whoever calls one by hand may bind anything to it. */
const tabFrom = (tab: unknown): string => (typeof tab === "string" && /^[a-z]+$/.test(tab) ? tab : "contact");
