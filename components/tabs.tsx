import { CurrentLink } from "@/components/current-link";
import { PageLink } from "@/components/page-link";

export type Tab = {
  href: string;
  label: string;
  count?: string;
  /** Left out, the address in the browser decides. */
  current?: boolean;
  /** Secondary: stands at the right, and so do those after it. */
  end?: boolean;
};

/** Tabs are addresses: links with a count, the current one marked. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map(({ href, label, count, current, end }) => {
        const link = { href, className: end ? "end" : undefined };
        const words = (
          <>
            {label}
            {count !== undefined && <b> {count}</b>}
          </>
        );
        return current === undefined ? (
          <CurrentLink key={href} {...link} exact>
            {words}
          </CurrentLink>
        ) : (
          <PageLink key={href} {...link} still aria-current={current ? "page" : undefined}>
            {words}
          </PageLink>
        );
      })}
    </nav>
  );
}
