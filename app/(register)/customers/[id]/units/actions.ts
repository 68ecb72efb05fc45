"use server";

import type { FormState } from "@/lib/form-state";
import { submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { addSubUnit, setMainUnit } from "@/lib/units/commands";
import { describeUnit } from "./describe";

export async function saveMainUnit(state: FormState, form: FormData): Promise<FormState> {
  return submit(setMainUnit, state, form, backToStructure, describeUnit);
}

export async function saveSubUnit(state: FormState, form: FormData): Promise<FormState> {
  return submit(addSubUnit, state, form, backToStructure);
}

const backToStructure = ({ id }: { id: number }) => paths.customerTab(id, "settings", { flash: "unitSaved" });
