"use client";

import { type DragEvent, useContext, useEffect, useRef } from "react";
import { FormValues } from "@/components/form-values";
import { Sign } from "@/components/sign";

type Props = {
  name: string;
  label: string;
  hint?: string;
  accept?: string;
  required?: boolean;
  multiple?: boolean;
  /** Also takes what is pasted on the page, such as an image: it joins what was chosen before. */
  pasted?: boolean;
};

/** The browser's own file control; with script the whole frame takes what is dropped on it. */
export function FileDrop({ name, label, hint, accept, required, multiple, pasted }: Props) {
  const form = useContext(FormValues);
  const id = `${form.id}-${name}`;
  const error = form.errors[name];
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const control = useRef<HTMLInputElement>(null);
  const take = (event: DragEvent) => {
    const { files } = event.dataTransfer;
    if (!control.current || files.length === 0) return;
    event.preventDefault();
    give(control.current, files);
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { files = [], types = [] } = event.clipboardData ?? {};
      // Cells of a sheet bring a picture of themselves along: where text is written, their text is meant.
      const isText =
        types.includes("text/plain") && event.target instanceof Element && event.target.matches("input, textarea");
      if (!control.current || files.length === 0 || isText) return;
      event.preventDefault();
      const all = new DataTransfer();
      for (const file of [...(control.current.files ?? []), ...files]) all.items.add(file);
      give(control.current, all.files);
    };
    if (pasted) document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [pasted]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut to the control inside
    <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={take}>
      <Sign name="upload" />
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <input
        ref={control}
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
          <Sign name="bad" />
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

function give(control: HTMLInputElement, files: FileList) {
  control.files = files;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}
