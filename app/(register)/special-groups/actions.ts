"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import {
  createSpecialGroup,
  deleteSpecialGroup,
  restoreSpecialGroup,
  undoSpecialMembers,
  updateSpecialGroup,
  updateSpecialMembers,
} from "@/lib/special-groups/commands";
import { describeSpecialGroup } from "./describe";

/** A group without customers goes on to its customers. */
export async function addSpecialGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(createSpecialGroup, state, form, ({ id, joined }) =>
    joined ? filled({ id, joined }) : paths.specialGroup(id, { tab: "customers", flash: "specialGroupCreated" }),
  );
}

export async function saveSpecialGroup(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id }: { id: number }) => paths.specialGroup(id, { flash: "groupSaved" });
  return submit(updateSpecialGroup, state, form, next, describeSpecialGroup);
}

export async function saveSpecialMembers(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id }: { id: number }) => paths.specialGroup(id, { tab: "customers", flash: "groupSaved" });
  return submit(updateSpecialMembers, state, form, next);
}

/** Customers of the list into a special group, or with a name into a new one. */
export async function fillSpecialGroup(state: FormState, form: FormData): Promise<FormState> {
  if (!posted(form).get("id")) return submit(createSpecialGroup, state, form, filled);
  posted(form).delete("name");
  return submit(updateSpecialMembers, state, form, filled);
}

export async function removeSpecialGroup(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteSpecialGroup, state, form, ({ id }) =>
    paths.specialGroups({ flash: "specialGroupDeleted", undo: id }),
  );
}

export async function undoDeletion(form: FormData): Promise<void> {
  await submit(restoreSpecialGroup, emptyForm(""), form, () => paths.specialGroups({ flash: "specialGroupRestored" }));
  redirect(paths.specialGroups({ flash: "specialGroupNotRestored" }));
}

export async function undoMembers(form: FormData): Promise<void> {
  await submit(undoSpecialMembers, emptyForm(""), form, ({ changed }) =>
    paths.specialGroups({ flash: "specialGroupUndone", n: changed }),
  );
  redirect(paths.specialGroups({ flash: "notDone" }));
}

const filled = ({ id, joined }: { id: number; joined: number }) =>
  paths.specialGroups({ flash: "specialGroupFilled", n: joined, undo: joined ? id : null });
