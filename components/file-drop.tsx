"use client";

import { useContext } from "react";
import { FormValues } from "@/components/form-values";
import { Icon } from "@/components/icon";

type Props = { name: string; label: string; hint?: string; accept?: string; required?: boolean; multiple?: boolean };

/** The browser's own file control takes drops; the frame makes it easy to hit. */
export function FileDrop({ name, label, hint, accept, required, multiple }: Props) {
  const form = useContext(FormValues);
  const id = `${form.id}-${name}`;
  const error = form.errors[name];
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="drop">
      <Icon name="upload" />
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        name={name}
        accept={accept}
        required={required}
        multiple={multiple}
        aria-describedby={notes}
        aria-invalid={error ? true : undefined}
      />
      {error && (
        <p className="err" id={`${id}-error`}>
          <Icon name="bad" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
