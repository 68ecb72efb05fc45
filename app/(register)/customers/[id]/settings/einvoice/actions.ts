"use server";

import { redirect } from "next/navigation";
import { wholeNumber } from "@/lib/access/post";
import { takeCompanyEinvoiceAddress, takeEinvoiceAddress } from "@/lib/billing/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { answer, posted, submit } from "@/lib/forms";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { findParticipants } from "@/lib/peppol/participants";
import { currentViewer } from "@/lib/session";
import { describeBilling } from "../../../../billing/describe";
import { savedTerms } from "../terms-of";
import { withParticipant } from "./with-participant";

/** Asks the Peppol directory, then opens the panel with what it said. */
export async function findAddress(form: FormData): Promise<void> {
  const id = wholeNumber(posted(form).get("customer")) ?? absent();
  const company = wholeNumber(posted(form).get("company"));
  await answer(emptyForm(""), form, async () => {
    const failed = await findParticipants(await currentViewer(), id);
    return { next: paths.customerTab(id, "settings", { panel: "einvoice", company, failed }) };
  });
  redirect(paths.customerTab(id, "settings", { flash: "notDone", company }));
}

export async function takeAddress(state: FormState, form: FormData): Promise<FormState> {
  return submit(withParticipant(takeEinvoiceAddress), state, form, savedTerms, describeBilling);
}

/** Into the terms of a related company. */
export async function takeCompanyAddress(state: FormState, form: FormData): Promise<FormState> {
  return submit(withParticipant(takeCompanyEinvoiceAddress), state, form, savedTerms, describeBilling);
}
