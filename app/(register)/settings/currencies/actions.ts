"use server";

import { addRate, addRates, deleteRate, saveCurrency, updateRate } from "@/lib/exchange-rates/commands";
import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeHome, describeRate } from "./words";

const back = (flash: string) => () => paths.settings("currencies", { flash });

export async function saveHome(state: FormState, form: FormData): Promise<FormState> {
  return submit(saveCurrency, state, form, back("settingSaved"), describeHome);
}

export async function add(state: FormState, form: FormData): Promise<FormState> {
  return submit(addRate, state, form, back("rateAdded"));
}

export async function addSeveral(state: FormState, form: FormData): Promise<FormState> {
  return submit(addRates, state, form, ({ n }) => paths.settings("currencies", { flash: "ratesAdded", n }));
}

export async function save(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateRate, state, form, back("rateSaved"), describeRate);
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteRate, state, form, back("rateDeleted"));
}
