"use client";

import { useLayoutEffect, useRef } from "react";
import { useFormStatus } from "react-dom";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";

type Props = { icon: IconName; label: string; busy: string };

/** A button of a menu whose work takes a while: it says so in the open menu, which closes when the answer is there. */
export function MenuWait({ icon, label, busy }: Props) {
  const { pending } = useFormStatus();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const menu = pending ? button.current?.closest("details") : null;
    // What the answer opens gives the focus back to where it was: that has to be there when the menu is closed.
    menu?.querySelector("summary")?.focus();
    return () => {
      if (menu) menu.open = false;
    };
  }, [pending]);
  return (
    <li>
      <button
        ref={button}
        type="submit"
        className="mi"
        aria-busy={pending}
        onClick={(event) => pending && event.preventDefault()}
      >
        <Icon name={pending ? "spin" : icon} />
        <span aria-live="polite">{pending ? busy : label}</span>
      </button>
    </li>
  );
}
