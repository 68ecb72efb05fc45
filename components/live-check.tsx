"use client";

import { useEffect, useRef, useState } from "react";
import { Sign } from "@/components/sign";

type Props = {
  /** Answers `?value=` and the other fields named in `along` with { ok, text }. */
  href: string;
  along?: readonly string[];
  /** What one press puts into the field. */
  offer?: { value: string; label: string };
};

type Answer = { ok: boolean; text: string };

/** Below a text field: says, a moment after the last key, whether what stands there can be had. Saving says it too. */
export function LiveCheck({ href, along = [], offer }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const names = along.join();

  useEffect(() => {
    const input = place.current?.closest(".field")?.querySelector<HTMLInputElement>("input.in");
    if (!input) return;
    const before = input.defaultValue;
    let timer: ReturnType<typeof setTimeout>;
    let asked = new AbortController();
    const ask = async () => {
      const form = input.form ? new FormData(input.form) : new FormData();
      const query = new URLSearchParams({ value: input.value });
      for (const name of names.split(",")) query.set(name, String(form.get(name) ?? ""));
      const response = await fetch(`${href}?${query}`, { signal: asked.signal }).catch(() => null);
      if (response?.ok) setAnswer(await response.json().catch(() => null));
    };
    const later = () => {
      clearTimeout(timer);
      asked.abort();
      asked = new AbortController();
      setAnswer(null);
      if (input.value.trim() && input.value !== before) timer = setTimeout(ask, 400);
    };
    input.addEventListener("input", later);
    return () => {
      clearTimeout(timer);
      asked.abort();
      input.removeEventListener("input", later);
    };
  }, [href, names]);

  const take = () => {
    const input = place.current?.closest(".field")?.querySelector<HTMLInputElement>("input.in");
    if (!input || !offer) return;
    input.value = offer.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  };

  return (
    <div ref={place} className="script">
      {offer && (
        <button type="button" className="btn btn--plain btn--s" onClick={take}>
          {offer.label}
        </button>
      )}
      <div aria-live="polite">
        {answer && (
          <p className={answer.ok ? "hint" : "err"}>
            <Sign name={answer.ok ? "ok" : "bad"} />
            <span>{answer.text}</span>
          </p>
        )}
      </div>
    </div>
  );
}
