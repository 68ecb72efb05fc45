import { Icon } from "@/components/icon";

/** The account owner's crown, or the tick of somebody without a role; the word stands beside it. */
export function PlainMark({ kind, isFuture }: { kind: "owner" | "plain"; isFuture?: boolean }) {
  return (
    <span className={plainClass(kind, isFuture)} aria-hidden="true">
      <Icon name={kind === "owner" ? "crown" : "check"} />
    </span>
  );
}

export const plainClass = (kind: "owner" | "plain", isFuture?: boolean) =>
  `role role--${kind === "owner" ? "owner" : "0"}${isFuture ? " role--future" : ""}`;
