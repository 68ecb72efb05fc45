"use client";

import { useFormStatus } from "react-dom";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";

type Props = { icon: IconName; label: string; busy: string };

/** A button of a menu whose work takes a while: the menu stays open and says so until the answer is there. */
export function MenuWait({ icon, label, busy }: Props) {
  const { pending } = useFormStatus();
  return (
    <li>
      <button type="submit" className="mi" aria-busy={pending} onClick={(event) => pending && event.preventDefault()}>
        <Icon name={pending ? "spin" : icon} />
        <span aria-live="polite">{pending ? busy : label}</span>
      </button>
    </li>
  );
}
