import type { ReactNode } from "react";

type Props = {
  /** Name of the group of buttons. */
  label: string;
  /** Follows the number that the style sheet counts: "customers selected". */
  counted: string;
  children: ReactNode;
};

/** Appears inside a form as soon as a row is ticked, without script; destructive buttons last. */
export function Bulk({ label, counted, children }: Props) {
  return (
    <fieldset className="bulk" aria-label={label}>
      <span className="count">{counted}</span>
      {children}
    </fieldset>
  );
}
