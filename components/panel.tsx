import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { Modal } from "@/components/modal";
import { type Tab, Tabs } from "@/components/tabs";

type Props = {
  title: string;
  close: { href: string; label: string };
  tabs?: { label: string; items: readonly Tab[] };
  /** A short question in the middle instead of a page at the side. */
  ask?: boolean;
  /** A `Form`, or `PanelBody` and `PanelFoot`. */
  children: ReactNode;
};

/** A dialog with its own address: render it when the address asks for it, beside the page inside `Behind`. */
export function Panel({ title, close, tabs, ask, children }: Props) {
  return (
    <>
      <div className="scrim" />
      <Modal key={title} className={ask ? "panel panel--ask" : "panel"} closeHref={close.href} titleId="panel-title">
        <header>
          <h2 id="panel-title" tabIndex={-1}>
            {title}
          </h2>
          <Link
            className="btn btn--icon btn--plain"
            href={close.href}
            replace
            prefetch={false}
            scroll={false}
            aria-label={close.label}
            title={close.label}
          >
            <Icon name="x" />
          </Link>
          {tabs && <Tabs label={tabs.label} items={tabs.items} />}
        </header>
        {children}
      </Modal>
    </>
  );
}

/** The scrolling part of a panel that is no form. */
export function PanelBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="body" aria-labelledby="panel-title" tabIndex={0}>
      {children}
    </section>
  );
}

export function PanelFoot({ children }: { children: ReactNode }) {
  return <div className="foot">{children}</div>;
}

/** The page behind a panel: out of reach for keyboard and screen reader while the panel is open. */
export function Behind({ panel, children }: { panel: boolean; children: ReactNode }) {
  return <div inert={panel}>{children}</div>;
}
