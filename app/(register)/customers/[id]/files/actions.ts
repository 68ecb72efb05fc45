"use server";

import { addLink, deleteFile, updateFile } from "@/lib/files/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeFile } from "./describe";

/** Where the panel was opened. */
type Place = { customerId: number; tab: string };

export async function saveNewLink({ customerId, tab }: Place, state: FormState, form: FormData): Promise<FormState> {
  return submit(addLink, state, form, () => paths.customerTab(customerId, tab, { flash: "linkAdded" }));
}

export async function saveFile({ customerId, tab }: Place, state: FormState, form: FormData): Promise<FormState> {
  const next = () => paths.customerTab(customerId, tab, { flash: "fileSaved" });
  return submit(updateFile, state, form, next, describeFile(customerId));
}

export async function removeFile({ customerId, tab }: Place, state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteFile, state, form, () => paths.customerTab(customerId, tab, { flash: "fileDeleted" }));
}
