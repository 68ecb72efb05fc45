import NextForm from "next/form";
import Link from "next/link";
import type { ReactNode } from "react";
import { CurrentLink } from "@/components/current-link";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
import { Manners } from "@/components/manners";

export type NavItem = { href: string; label: string; icon: IconName; count?: string; exact?: boolean; also?: string };

type Props = {
  brand: { name: string; href: string };
  texts: { skip: string; menu: string; mainMenu: string };
  /** A GET form with `q`; the link of the same name leads there on phones. */
  search?: { action: string; label: string };
  /** Sections of the navigation, a line between them. */
  nav: readonly (readonly NavItem[])[];
  person: { initials: string; name: string; detail?: string; menu: ReactNode };
  /** Single keys "/" and "n" answer; people can switch them off (WCAG 2.1.4). */
  shortcuts?: boolean;
  /** Where "n" leads to from pages that have nothing of their own for it. */
  newHref?: string;
  children: ReactNode;
};

/** Navigation left, work right; on phones the same navigation is a sheet the browser opens without script. */
export function Shell({ brand, texts, search, nav, person, shortcuts, newHref, children }: Props) {
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <div className="shell">
        <header className="top">
          <Brand {...brand} />
          {search && (
            <Link
              className="btn btn--icon btn--plain"
              href={search.action}
              prefetch={false}
              aria-label={search.label}
              title={search.label}
            >
              <Icon name="search" />
            </Link>
          )}
          <button type="button" className="btn btn--icon btn--plain" popoverTarget="side" aria-label={texts.menu}>
            <Icon name="menu" />
          </button>
        </header>
        <header className="side" id="side" popover="auto">
          <Brand {...brand} />
          {search && <Search {...search} keys={shortcuts} />}
          <nav aria-label={texts.mainMenu}>
            {nav.map((items) => (
              <div className="nav" key={items[0]?.href}>
                {items.map((item) => (
                  <NavLink key={item.href} {...item} />
                ))}
              </div>
            ))}
          </nav>
          <PersonMenu {...person} />
        </header>
        <main className="main" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      {newHref && <Link hidden href={newHref} prefetch={false} aria-keyshortcuts="n" />}
      <Manners shortcuts={shortcuts} />
    </>
  );
}

export function Brand({ name, href }: { name: string; href?: string }) {
  const content = (
    <>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M4.5 3v14M15.5 3.5 10 10l5.5 6.5" />
      </svg>
      <span>{name}</span>
    </>
  );
  if (!href) return <div className="brand">{content}</div>;
  return (
    <Link className="brand" href={href} prefetch={false}>
      {content}
    </Link>
  );
}

function Search({ action, label, keys }: { action: string; label: string; keys?: boolean }) {
  return (
    <NextForm className="find" role="search" aria-label={label} action={action} prefetch={false}>
      <Icon name="search" />
      <input
        className="in"
        type="search"
        name="q"
        id="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        aria-keyshortcuts={keys ? "/" : undefined}
      />
      {keys && (
        <span className="key" aria-hidden="true">
          /
        </span>
      )}
    </NextForm>
  );
}

function NavLink({ href, label, icon, count, exact, also }: NavItem) {
  return (
    <CurrentLink href={href} exact={exact} also={also}>
      <Icon name={icon} />
      <span>{label}</span>
      {count !== undefined && <b>{count}</b>}
    </CurrentLink>
  );
}

function PersonMenu({ initials, name, detail, menu }: Props["person"]) {
  return (
    <details className="me menu menu--up">
      <summary>
        <span className="who">
          <i aria-hidden="true">{initials}</i>
        </span>
        <span className="grow">
          {name}
          {detail && <small>{detail}</small>}
        </span>
      </summary>
      <ul>{menu}</ul>
    </details>
  );
}
