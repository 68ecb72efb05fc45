"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = { href: string; exact?: boolean; className?: string; children: ReactNode };

/** A link that knows whether it leads to where the person is; layouts do not render again on the way. */
export function CurrentLink({ href, exact, className, children }: Props) {
  const here = usePathname();
  const current = here === href || (!exact && href !== "/" && here.startsWith(`${href}/`));
  return (
    <Link href={href} prefetch={false} className={className} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}
