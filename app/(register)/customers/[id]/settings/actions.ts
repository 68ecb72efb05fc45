"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { updateGroupings } from "@/lib/groupings/commands";
import { paths } from "@/lib/paths";
import { describeGroupings } from "./describe-groupings";

/** Back to the settings, or to the list where the customer went out of the person's own reach. */
export async function saveGroupings(state: FormState, form: FormData): Promise<FormState> {
  const next = ({ id, inReach }: { id: number; inReach: boolean }) =>
    inReach
      ? paths.customerTab(id, "settings", { flash: "customerSaved" })
      : paths.customers({ flash: "customerSaved" });
  return submit(updateGroupings, state, form, next, describeGroupings);
}
