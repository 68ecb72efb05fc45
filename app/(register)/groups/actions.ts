"use server";

import { redirect } from "next/navigation";
import { updateGroupBilling } from "@/lib/billing/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import {
  createGroup,
  deleteGroup,
  restoreGroup,
  updateGroup,
  updateMembers,
  updateSellers,
} from "@/lib/groups/commands";
import { paths } from "@/lib/paths";
import { describeBilling } from "../billing/describe";
import { describeGroup } from "./describe";

export async function addGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(createGroup, state, form, ({ id }) => paths.group(id, { tab: "customers", flash: "groupCreated" }));
}

export async function saveGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateGroup, state, form, ({ id }) => paths.group(id, { flash: "groupSaved" }), describeGroup);
}

export async function saveSellers(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id }: { id: number }) => paths.group(id, { tab: "sellers", flash: "groupSaved" });
  return submit(updateSellers, state, form, next, describeGroup);
}

export async function saveMembers(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateMembers, state, form, ({ id }) => paths.group(id, { tab: "customers", flash: "groupSaved" }));
}

export async function saveGroupBilling(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ groupId }: { groupId: number }) => paths.group(groupId, { tab: "billing", flash: "groupSaved" });
  return submit(updateGroupBilling, state, form, next, describeBilling);
}

export async function removeGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteGroup, state, form, ({ id, moved }) =>
    paths.groups({ flash: "groupDeleted", n: moved, undo: id }),
  );
}

export async function undoRemoval(form: FormData): Promise<void> {
  await submit(restoreGroup, emptyForm(""), form, ({ moved }) => paths.groups({ flash: "groupRestored", n: moved }));
  redirect(paths.groups({ flash: "groupNotRestored" }));
}
