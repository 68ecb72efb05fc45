"use client";

import type { ReactElement } from "react";
import { useFormStatus } from "react-dom";
import { Sign } from "@/components/sign";

type Props = { icon: ReactElement; label: string; busy: string; look?: keyof typeof looks };

const looks = { main: "btn btn--go", small: "btn btn--s", entry: "mi" };

/**
 * The button of a form of its own whose work takes a while: it says so until the answer is there. The main one of the
 * page, a small one among others, or an entry of a menu, which stays open meanwhile.
 */
export function WaitButton({ icon, label, busy, look = "main" }: Props) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={looks[look]}
      aria-busy={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending ? <Sign name="spin" /> : icon}
      <span aria-live="polite">{pending ? busy : label}</span>
    </button>
  );
}
