"use server";

import type { FormState } from "@/lib/form-state";
import { answer, posted, submit } from "@/lib/forms";
import { createInvoice, creditInvoice, deleteInvoice, issueInvoice, updateInvoice } from "@/lib/invoices/commands";
import { paths } from "@/lib/paths";
import { describeInvoice } from "./describe";
import { withLines } from "./line-values";

const toLines = ({ id }: { id: number }) => paths.invoice(id, { edit: "draft" });

export async function makeDraft(state: FormState, form: FormData): Promise<FormState> {
  return submit(createInvoice, state, form, toLines);
}

/** Saves the draft, or shows it again with more rows and all that was typed. */
export async function saveDraft(state: FormState, form: FormData): Promise<FormState> {
  if (posted(form).has("more")) return answer(state, form, async () => ({}));
  return submit(
    withLines(updateInvoice),
    state,
    form,
    ({ id }) => paths.invoice(id, { flash: "invoiceSaved" }),
    describeInvoice,
  );
}

export async function removeDraft(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteInvoice, state, form, ({ customerId }) =>
    paths.customerTab(customerId, "financials", { flash: "invoiceDeleted" }),
  );
}

export async function issue(state: FormState, form: FormData): Promise<FormState> {
  return submit(issueInvoice, state, form, ({ id }) => paths.invoice(id, { flash: "invoiceIssued" }));
}

export async function credit(state: FormState, form: FormData): Promise<FormState> {
  return submit(creditInvoice, state, form, toLines);
}
