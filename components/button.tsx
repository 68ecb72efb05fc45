import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
import { PageLink } from "@/components/page-link";

type Look = {
  icon?: IconName;
  /** "go" once per view; "bad" opens something destructive, "bad-go" does it. */
  tone?: "go" | "plain" | "bad" | "bad-go";
  small?: boolean;
  /** Without children the icon stands alone and this is its name. */
  label?: string;
  children?: ReactNode;
};

type ButtonProps = Look & {
  type?: "submit" | "button";
  name?: string;
  value?: string;
  disabled?: boolean;
  /** The id of the form it posts, where it stands outside of it. */
  form?: string;
  formAction?: string | ((form: FormData) => void | Promise<void>);
};

export function Button({ icon, tone, small, label, children, type = "submit", ...rest }: ButtonProps) {
  const look = { icon, tone, small, label, children };
  return (
    <button type={type} {...rest} {...named(look)} className={buttonClass(look)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & {
  href: string;
  /** The browser fetches a file instead of going to a page. */
  download?: boolean;
  /** Out of these pages: the browser goes there itself. */
  away?: boolean;
  /** Answers to the key n while shortcuts are on. */
  keyN?: boolean;
};

export function ButtonLink({ href, download, away, keyN, ...look }: ButtonLinkProps) {
  const content = (
    <>
      {look.icon && <Icon name={look.icon} />}
      {look.children}
    </>
  );
  if (download || away) {
    return (
      <a href={href} download={download} {...named(look)} className={buttonClass(look)}>
        {content}
      </a>
    );
  }
  return (
    <PageLink
      href={href}
      still={href.includes("panel=")}
      {...named(look)}
      className={buttonClass(look)}
      aria-keyshortcuts={keyN ? "n" : undefined}
    >
      {content}
    </PageLink>
  );
}

function buttonClass({ tone, small, children }: Look) {
  const parts = ["btn", tone && `btn--${tone}`, !children && "btn--icon", small && "btn--s"];
  return parts.filter(Boolean).join(" ");
}

const named = ({ label, children }: Look) => (children ? {} : { "aria-label": label, title: label });
