import type { ReactNode } from "react";
import { type ChipColour, chipClass } from "@/components/chip-class";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
import { PageLink } from "@/components/page-link";

type ChipProps = { href?: string; colour?: ChipColour; children: ReactNode };

/** A grouping; with an address it filters the list. */
export function Chip({ href, colour, children }: ChipProps) {
  const className = chipClass(colour);
  if (!href) return <span className={className}>{children}</span>;
  return (
    <PageLink className={className} href={href}>
      {children}
    </PageLink>
  );
}

export function Chips({ children }: { children: ReactNode }) {
  return <span className="chips">{children}</span>;
}

/** A filter that is set: the whole chip is the link that takes it away. `removes` is read out: ", remove". */
export function SetChip({ href, label, removes }: { href: string; label: string; removes: string }) {
  return (
    <PageLink className="chip chip--set" href={href} still>
      {label}
      <span className="x">
        <Icon name="x" />
      </span>
      <span className="vh">, {removes}</span>
    </PageLink>
  );
}

type BadgeProps = { tone?: "ok" | "warn" | "bad" | "on"; icon?: IconName; children: ReactNode };

/** A state: never colour alone, so it has words and, for the status tones, an icon. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={tone ? `badge badge--${tone}` : "badge"}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** Initials and a name; `lead` marks the one in charge. */
export function Person({ initials, lead, children }: { initials: string; lead?: boolean; children: ReactNode }) {
  return (
    <span className="who">
      <i className={lead ? "crown" : undefined} aria-hidden="true">
        {initials}
      </i>
      <span>{children}</span>
    </span>
  );
}
