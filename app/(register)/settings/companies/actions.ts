"use server";

import { redirect } from "next/navigation";
import { addCompany, deleteCompany, switchCompany, updateCompany } from "@/lib/companies/commands";
import { emptyForm, type FormState } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { describeCompany } from "./describe";

const back = (flash: string) => () => paths.settings("companies", { flash });

export async function add(state: FormState, form: FormData): Promise<FormState> {
  return submit(addCompany, state, form, back("companyAdded"));
}

export async function save(state: FormState, form: FormData): Promise<FormState> {
  return submit(updateCompany, state, form, back("companySaved"), describeCompany);
}

export async function remove(state: FormState, form: FormData): Promise<FormState> {
  return submit(deleteCompany, state, form, back("companyDeleted"));
}

export async function change(form: FormData): Promise<void> {
  const flash = posted(form).get("to") === "disabled" ? "companyDisabled" : "companyEnabled";
  await submit(switchCompany, emptyForm(""), form, back(flash));
  redirect(paths.settings("companies", { flash: "notDone" }));
}
