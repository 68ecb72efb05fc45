"use server";

import { redirect } from "next/navigation";
import type { Command } from "@/lib/access/gate";
import { completeActivity, reopenActivity } from "@/lib/activities/commands";
import { emptyForm } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { pageWith } from "@/lib/paths";
import { completeTask, reopenTask } from "@/lib/project-tasks/commands";
import { pageOfThePost } from "@/lib/session";

/** Marks one entry of a list as done; the page one is on offers the way back. */
export async function complete(form: FormData): Promise<void> {
  await oneClick(form, { activity: completeActivity, task: completeTask }, "activityCompleted");
}

export async function reopen(form: FormData): Promise<void> {
  await oneClick(form, { activity: reopenActivity, task: reopenTask }, "activityReopened");
}

/** `entry` says what: "activity.12", or "task.12" for a project's task. */
async function oneClick(form: FormData, commands: Record<string, Command<{ id: number }>>, flash: string) {
  const entry = String(posted(form).get("entry"));
  const [source = "", id = ""] = entry.split(".");
  const page = await pageOfThePost();
  const values = new FormData();
  values.set("id", id);
  const command = Object.hasOwn(commands, source) ? commands[source] : undefined;
  const undo = flash === "activityCompleted" ? entry : null;
  if (command) await submit(command, emptyForm(""), values, () => pageWith(page, { panel: null, flash, undo }));
  redirect(pageWith(page, { panel: null, undo: null, flash: "notDone" }));
}
