"use client";

import { useFormStatus } from "react-dom";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";

type Props = { icon: IconName; label: string; busy: string; small?: boolean };

/**
 * The button of a form of its own whose work takes a while: it says so until the answer is there. The main one of the
 * page, or with `small` one among others.
 */
export function WaitButton({ icon, label, busy, small }: Props) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={small ? "btn btn--s" : "btn btn--go"}
      aria-busy={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      <Icon name={pending ? "spin" : icon} />
      <span aria-live="polite">{pending ? busy : label}</span>
    </button>
  );
}
