"use server";

import type { FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { makeGroups } from "@/lib/groups/commands";
import { paths } from "@/lib/paths";
import { sizeNames } from "./size-names";

export async function makeFromTemplate(state: FormState, form: FormData): Promise<FormState> {
  for (const name of await sizeNames()) posted(form).append("sizeNames", name);
  return submit(makeGroups, state, form, ({ moved }) => paths.groups({ flash: "groupsMade", n: moved }));
}
