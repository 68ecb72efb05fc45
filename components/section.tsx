import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
import { PageLink } from "@/components/page-link";
import { Tip } from "@/components/tip";

type SectionProps = {
  /** Unique on the page: the heading's id, so links can lead here. */
  id: string;
  title: string;
  count?: string;
  text?: string;
  actions?: ReactNode;
  /** Space between the line and what is not a list, facts or a table. */
  pad?: boolean;
  children: ReactNode;
};

export function Section({ id, title, count, text, actions, pad, children }: SectionProps) {
  return (
    <section className="sec" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="n"> {count}</span>}
        </h2>
        {actions}
        {text && <p>{text}</p>}
      </header>
      {pad ? <div className="pad">{children}</div> : children}
    </section>
  );
}

/** Labels and values. An empty value is left out. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  const filled = items.filter(({ value }) => value !== null && value !== undefined && value !== "");
  return (
    <dl className="facts">
      {filled.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Kpi = {
  label: string;
  value: string;
  bad?: boolean;
  /** How the number comes about. */
  tip?: string;
  /** What the number counts. */
  href?: string;
  /** Small words below, such as what it was before. */
  notes?: readonly { text: string; href?: string }[];
};

type KpisProps = { items: readonly Kpi[]; name?: string; small?: boolean };

/** Key figures: label above, number below, hairlines between. With a name they are a part of the page of their own. */
export function Kpis({ items, name, small }: KpisProps) {
  const figures = (
    <dl className={small ? "kpis kpis--s" : "kpis"}>
      {items.map(({ label, value, bad, tip, href, notes = [] }) => (
        <div key={label}>
          <dt>
            {label}
            {tip && <Tip text={tip} />}
          </dt>
          <dd className={bad ? "neg" : undefined}>{href ? <QuietLink href={href}>{value}</QuietLink> : value}</dd>
          {notes.map((note) => (
            <dd key={note.text} className="note">
              {note.href ? <QuietLink href={note.href}>{note.text}</QuietLink> : note.text}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
  return name ? <section aria-label={name}>{figures}</section> : figures;
}

const QuietLink = ({ href, children }: { href: string; children: string }) => (
  <PageLink className="quiet" href={href}>
    {children}
  </PageLink>
);

export function List({ children }: { children: ReactNode }) {
  return <ul className="list">{children}</ul>;
}

type ItemProps = {
  icon?: IconName;
  /** In place of the icon: a button that completes the task. */
  lead?: ReactNode;
  title: ReactNode;
  /** One line of facts below the title. */
  meta?: ReactNode;
  /** Date or state at the right; `reach` stacks two links there instead. */
  end?: ReactNode;
  reach?: ReactNode;
  off?: boolean;
  /** More about it, below all of that. */
  children?: ReactNode;
};

export function ListItem({ icon, lead, title, meta, end, reach, off, children }: ItemProps) {
  return (
    <li className={off ? "off" : children ? "flex-wrap" : undefined}>
      {lead ?? (icon && <Icon name={icon} />)}
      <div className="grow">
        <div className="row row--name">{title}</div>
        {meta && <span className="sub">{meta}</span>}
      </div>
      {end && <div className="end">{end}</div>}
      {reach && <div className="end reach">{reach}</div>}
      {children && <div className="w-full">{children}</div>}
    </li>
  );
}
