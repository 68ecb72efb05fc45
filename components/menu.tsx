import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
import { PageLink } from "@/components/page-link";

type MenuProps = {
  /** Words on the button; with `quiet` they are its name and three dots stand for them. */
  label: string;
  quiet?: boolean;
  small?: boolean;
  plain?: boolean;
  children: ReactNode;
};

/** Actions behind one button. Opens without script; `Manners` closes it on Escape and on a click elsewhere. */
export function Menu({ label, quiet, small, plain, children }: MenuProps) {
  const look = ["btn", quiet && "btn--icon", plain && "btn--plain", small && "btn--s"].filter(Boolean).join(" ");
  return (
    <details className="menu">
      <summary className={look} {...(quiet && { "aria-label": label, title: label })}>
        {quiet ? <Icon name="dots" /> : label}
        {!quiet && <Icon name="down" />}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

type ItemProps = { icon?: IconName; bad?: boolean; cut?: boolean; children: ReactNode };

type MenuLinkProps = ItemProps & { href: string; download?: boolean; current?: boolean };

/** `cut` draws a line above; `download` leaves the page where it is; `current` says that it is so already. */
export function MenuLink({ href, download, cut, current, ...item }: MenuLinkProps) {
  const className = item.bad ? "mi bad" : "mi";
  return (
    <li className={cut ? "cut" : undefined}>
      {download ? (
        <a className={className} href={href} download>
          <Words {...item} />
        </a>
      ) : (
        <PageLink className={className} href={href} still={href.includes("panel=")} aria-current={current || undefined}>
          <Words {...item} />
        </PageLink>
      )}
    </li>
  );
}

type MenuButtonProps = ItemProps & { name?: string; value?: string; current?: boolean };

/** Stands inside a form, or is given one by `MenuForm`. */
export function MenuButton({ name, value, current, cut, ...item }: MenuButtonProps) {
  return (
    <li className={cut ? "cut" : undefined}>
      <button type="submit" className={item.bad ? "mi bad" : "mi"} name={name} value={value} aria-current={current}>
        <Words {...item} />
      </button>
    </li>
  );
}

type MenuFormProps = {
  action: string | ((form: FormData) => void | Promise<void>);
  hidden?: Record<string, string>;
  label?: string;
  cut?: boolean;
  children: ReactNode;
};

/** One form around some buttons of a menu. */
export function MenuForm({ action, hidden, label, cut, children }: MenuFormProps) {
  return (
    <li className={cut ? "cut" : undefined}>
      <form action={action} method={typeof action === "string" ? "post" : undefined} aria-label={label}>
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ul>{children}</ul>
      </form>
    </li>
  );
}

/** An action that is impossible now, with the reason. */
export function MenuNote({ icon, reason, children }: ItemProps & { reason: string }) {
  return (
    <li>
      <span className="mi off">
        <Words icon={icon}>
          {children}
          <small>{reason}</small>
        </Words>
      </span>
    </li>
  );
}

function Words({ icon, children }: Omit<ItemProps, "cut">) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
}
