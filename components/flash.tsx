import type { ReactNode } from "react";
import { ClearAddress } from "@/components/clear-address";
import { Icon } from "@/components/icon";

const icons = { ok: "ok", warn: "warn", bad: "bad", note: "info" } as const;

type NoticeProps = { kind: keyof typeof icons; children: ReactNode };

/** A line that stays: what one should know about this page. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div className={kind === "note" ? "flash" : `flash flash--${kind}`}>
      <Icon name={icons[kind]} />
      <div className="grow">{children}</div>
    </div>
  );
}

/** What was just done. The address forgets it at once, so a reload does not say it again. Undo goes in as a form. */
export function Flash({ kind = "ok", children }: Partial<NoticeProps>) {
  return (
    <div role="status">
      <Notice kind={kind}>{children}</Notice>
      <ClearAddress names={["flash", "n"]} />
    </div>
  );
}
