"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { boundQuery } from "@/lib/list-address";
import { pageWith, paths } from "@/lib/paths";
import { pageOfThePost } from "@/lib/session";
import {
  assignWorkOrders,
  deleteWorkOrder,
  doWorkOrder,
  finishWorkOrders,
  takeWorkOrder,
  undoWorkOrders,
  updateWorkOrder,
} from "@/lib/work-orders/commands";
import { filterQuery, workOrderFilter } from "@/lib/work-orders/filter";
import { describeOrder } from "./describe";

export async function saveProgress(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(doWorkOrder, state, form, () => listed(query, { flash: "workOrderSaved" }), describeOrder);
}

export async function saveOrder(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(updateWorkOrder, state, form, () => listed(query, { flash: "workOrderSaved" }), describeOrder);
}

export async function removeOrder(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteWorkOrder, state, form, () => listed(query, { flash: "workOrderDeleted" }));
}

export async function finishTicked(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(finishWorkOrders, state, form, ({ n, undo }) =>
    listed(query, { flash: "workOrdersFinished", n, undo }),
  );
}

export async function assignTicked(query: string, state: FormState, form: FormData): Promise<FormState> {
  return submit(assignWorkOrders, state, form, ({ n, undo }) =>
    listed(query, { flash: "workOrdersAssigned", n, undo }),
  );
}

/** One click: what it refuses is said by the page that comes back. */
export async function undoTicked(query: string, form: FormData): Promise<void> {
  await submit(undoWorkOrders, emptyForm(""), form, ({ n }) => listed(query, { flash: "workOrdersUndone", n }));
  redirect(listed(query, { flash: "notDone" }));
}

export async function takeOrder(form: FormData): Promise<void> {
  const page = await pageOfThePost();
  await submit(takeWorkOrder, emptyForm(""), form, () => pageWith(page, { panel: null, flash: "workOrderTaken" }));
  redirect(pageWith(page, { panel: null, flash: "notDone" }));
}

type Said = { flash: string; n?: number; undo?: string };

/** Back to the same filter: what the browser sent along is read like any address. */
function listed(query: string, said: Said): string {
  const filter = workOrderFilter(boundQuery(query));
  return paths.workOrders({ ...filterQuery(filter), ...said });
}
