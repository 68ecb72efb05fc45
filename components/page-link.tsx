import type { ComponentProps } from "react";

type Props = ComponentProps<"a"> & {
  href: string;
  /** The page stays where it is scrolled to. */
  still?: boolean;
};

/** Leads to one of our pages. `Manners` goes there without loading everything anew: one listener, no script for each link. */
export const PageLink = ({ still, children, ...link }: Props) => (
  <a {...link} data-go={still ? "still" : ""}>
    {children}
  </a>
);
