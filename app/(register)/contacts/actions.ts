"use server";

import { markWithKeyword, markWithRole } from "@/lib/contact-register/commands";
import { contactFilter, filterQuery } from "@/lib/contact-register/filter";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { boundQuery } from "@/lib/list-address";
import { createMailingList, deleteMailingList, updateMailingList } from "@/lib/mailing-lists/commands";
import { paths } from "@/lib/paths";

export async function markKeyword(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(markWithKeyword, state, form, ({ changed }) => after(query, changed));
}

export async function markRole(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(markWithRole, state, form, ({ changed }) => after(query, changed));
}

export async function addList(state: FormState, form: FormData): Promise<FormState> {
  return submit(createMailingList, state, form, ({ id }) => paths.contacts({ list: id, flash: "listSaved" }));
}

export async function saveList(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateMailingList, state, form, ({ id }) => paths.contacts({ list: id, flash: "listSaved" }));
}

export async function removeList(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteMailingList, state, form, () => paths.contacts({ flash: "listDeleted" }));
}

/** Back to the same filter: what the browser sent along is read like any address. */
function after(query: string, changed: number): string {
  const filter = contactFilter(boundQuery(query));
  return paths.contacts({ ...filterQuery(filter), flash: "contactsMarked", n: changed });
}
