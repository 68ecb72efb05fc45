"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = {
  href: string;
  exact?: boolean;
  /** Another address that belongs to the same place. */
  also?: string;
  className?: string;
  children: ReactNode;
};

/** A link that knows whether it leads to where the person is; layouts do not render again on the way. */
export function CurrentLink({ href, exact, also, className, children }: Props) {
  const here = usePathname();
  const current = here === href || here === also || (!exact && href !== "/" && here.startsWith(`${href}/`));
  return (
    <Link href={href} prefetch={false} className={className} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}
