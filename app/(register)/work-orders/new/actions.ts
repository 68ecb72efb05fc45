"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { createWorkOrders, undoMaking } from "@/lib/work-order-making/commands";

export async function makeOrders(state: FormState, form: FormData): Promise<FormState> {
  return submit(createWorkOrders, state, form, ({ id, n, customer }) =>
    paths.workOrders({ customer, flash: "workOrdersMade", n, made: id }),
  );
}

export async function takeBack(form: FormData): Promise<void> {
  await submit(undoMaking, emptyForm(""), form, ({ n }) => paths.workOrders({ flash: "workOrdersUnmade", n }));
  redirect(paths.workOrders({ flash: "notDone" }));
}
