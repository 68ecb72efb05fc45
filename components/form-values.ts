"use client";

import { createContext } from "react";
import type { FormState } from "@/lib/form-state";

/** What a form tells its fields; a field outside of a form starts empty. */
export const FormValues = createContext<{
  id: string;
  values: FormState["values"];
  errors: FormState["errors"];
  required: string;
}>({ id: "f", values: {}, errors: {}, required: "" });
