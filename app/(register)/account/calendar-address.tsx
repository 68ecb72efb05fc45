"use client";

import { useContext } from "react";
import { Field, first } from "@/components/field";
import { FormValues } from "@/components/form-values";

/** The address, as soon as the form holds it; it is shown this once. */
export function CalendarAddress({ label, hint }: { label: string; hint: string }) {
  const { values } = useContext(FormValues);
  if (!first(values.address)) return null;
  return <Field name="address" label={label} kind="url" readOnly hint={hint} />;
}
