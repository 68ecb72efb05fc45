"use server";

import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import type { Moved } from "@/components/card-moves";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, sentences, submit } from "@/lib/forms";
import { pageWith } from "@/lib/paths";
import { createTask, deleteTask, moveTask, updateTask } from "@/lib/project-tasks/commands";
import { currentViewer, isOwnRequest, pageOfThePost } from "@/lib/session";
import { describeTask } from "./describe";

export async function addTask(state: FormState, form: FormData): Promise<FormState> {
  const next = await pageAfter("taskAdded");
  return submit(createTask, state, form, () => next);
}

export async function saveTask(state: FormState, form: FormData): Promise<FormState> {
  const next = await pageAfter("taskSaved");
  return submit(updateTask, state, form, () => next, describeTask);
}

export async function removeTask(state: FormState, form: FormData): Promise<FormState> {
  const next = await pageAfter("taskDeleted");
  return submit(deleteTask, state, form, () => next);
}

/** A card is moved by its menu; `move` says what is wanted: "12:doing:34". */
export async function move(form: FormData): Promise<void> {
  const values = new FormData();
  const wanted = wantedOf(posted(form).get("move"));
  for (const [name, value] of Object.entries({ ...wanted, formKey: String(posted(form).get("formKey")) })) {
    values.set(name, value);
  }
  const next = await pageAfter("taskMoved");
  await submit(moveTask, emptyForm(""), values, () => `${next}#task-${wanted.id}`);
  redirect(await pageAfter("notDone"));
}

/** The same by script: the page stays, and whoever moved it hears why not. */
export async function moveCard(wanted: string): Promise<Moved> {
  if (!(await isOwnRequest())) return refused({ "": { key: "foreignRequest" } });
  const outcome = await moveTask(await currentViewer(), { ...wantedOf(wanted), formKey: randomUUID() });
  return outcome.ok ? { ok: true } : refused(outcome.problems);
}

const refused = async (problems: Parameters<typeof sentences>[0]): Promise<Moved> => ({
  ok: false,
  text: Object.values(await sentences(problems)).join(" "),
});

function wantedOf(wanted: unknown) {
  const [id = "", status = "", before = ""] = (typeof wanted === "string" ? wanted : "").split(":");
  return { id, status, before };
}

const pageAfter = async (flash: string): Promise<string> =>
  pageWith(await pageOfThePost(), { panel: null, n: null, undo: null, flash });
