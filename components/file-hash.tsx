"use client";

import { useEffect, useRef } from "react";

const mostBytes = 100 * 1024 * 1024;

/** Posts, as `sha256`, what the file chosen in the control `file` should arrive as. Without script it stays empty. */
export function FileHash({ file }: { file: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const { current } = field;
    const form = current?.form;
    const note = ({ target }: Event) => {
      if (current && target instanceof HTMLInputElement && target.name === file) fill(current, target);
    };
    form?.addEventListener("change", note);
    return () => form?.removeEventListener("change", note);
  }, [file]);
  return <input ref={field} type="hidden" name="sha256" defaultValue="" />;
}

/** Browsers tell hashes only on pages that came over https or from this machine. */
async function fill(field: HTMLInputElement, control: HTMLInputElement) {
  field.value = "";
  const [chosen] = control.files ?? [];
  if (!chosen || chosen.size > mostBytes || !globalThis.crypto.subtle) return;
  const hash = await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer());
  if (control.files?.[0] !== chosen) return;
  field.value = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
