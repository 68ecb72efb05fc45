"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { endRelatedCompany, moveHome, relateCompany, updateRelatedCompany } from "@/lib/related-companies/commands";
import { describeRelated } from "./describe";

export async function saveNewCompany(state: FormState, form: FormData): Promise<FormState> {
  return submit(relateCompany, state, form, next("companyRelated"));
}

export async function saveRelatedCompany(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateRelatedCompany, state, form, next("customerSaved"), describeRelated);
}

export async function endCompany(state: FormState, form: FormData): Promise<FormState> {
  return submit(endRelatedCompany, state, form, next("companyEnded"));
}

export async function saveHome(state: FormState, form: FormData): Promise<FormState> {
  const moved = next("homeMoved");
  return submit(moveHome, state, form, ({ id, inReach }) => moved({ customerId: id, inReach }), describeRelated);
}

type Done = { customerId: number; inReach: boolean };

/** Back to the settings, or to the list where the customer went out of the person's own reach. */
const next =
  (flash: string) =>
  ({ customerId, inReach }: Done) =>
    inReach ? paths.customerTab(customerId, "settings", { flash }) : paths.customers({ flash });
