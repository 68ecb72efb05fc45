"use client";

import { type ReactNode, useContext } from "react";
import { FormValues } from "@/components/form-values";
import { Sign } from "@/components/sign";

/** Fields that most people leave out: folded away, but never over something typed or something wrong. */
export function OptionalPart({ title, prefix, children }: { title: string; prefix: string; children: ReactNode }) {
  const { values, errors } = useContext(FormValues);
  const isUsed = [...Object.entries(values), ...Object.entries(errors)].some(
    ([name, value]) => name.startsWith(prefix) && value.length > 0,
  );
  return (
    <details open={isUsed}>
      <summary className="btn btn--plain">
        <Sign name="plus" />
        {title}
      </summary>
      <div className="grid mt-4">{children}</div>
    </details>
  );
}
