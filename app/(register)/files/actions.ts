"use server";

import { addLink, deleteFile, updateFile } from "@/lib/files/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { type PlaceKey, pathAt, placeFrom } from "../card-place";
import { describeFile } from "./describe";

export async function saveNewLink(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  return submit(addLink, state, form, () => pathAt(place, { flash: "linkAdded" }));
}

export async function saveFile(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  const next = () => pathAt(place, { flash: "fileSaved" });
  return submit(updateFile, state, form, next, describeFile(placeFrom(place).customerId));
}

export async function removeFile(place: PlaceKey, state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteFile, state, form, () => pathAt(place, { flash: "fileDeleted" }));
}
