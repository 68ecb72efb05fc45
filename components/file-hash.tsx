"use client";

import { useEffect, useRef } from "react";

const mostBytes = 100 * 1024 * 1024;

/** Posts, as `sha256`, what the files chosen in the control `file` should arrive as. Without script it stays empty. */
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

/** Browsers tell hashes only on pages that came over https or from this machine. One file after the other is read. */
async function fill(field: HTMLInputElement, control: HTMLInputElement) {
  field.value = "";
  const chosen = [...(control.files ?? [])];
  if (!globalThis.crypto.subtle || chosen.some(({ size }) => size > mostBytes)) return;
  const hashes: string[] = [];
  for (const file of chosen) hashes.push(await hashOf(file));
  if (chosen.every((file, index) => control.files?.[index] === file)) field.value = hashes.join(" ");
}

async function hashOf(file: File): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
