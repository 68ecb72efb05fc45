import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import type { IconName } from "@/components/icons";
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

/** Key figures: label above, number below, hairlines between; `tip` says how the number comes about. */
export function Kpis({ items }: { items: readonly { label: string; value: string; bad?: boolean; tip?: string }[] }) {
  return (
    <dl className="kpis">
      {items.map(({ label, value, bad, tip }) => (
        <div key={label}>
          <dt>
            {label}
            {tip && <Tip text={tip} />}
          </dt>
          <dd className={bad ? "neg" : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

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
};

export function ListItem({ icon, lead, title, meta, end, reach, off }: ItemProps) {
  return (
    <li className={off ? "off" : undefined}>
      {lead ?? (icon && <Icon name={icon} />)}
      <div className="grow">
        <div className="row row--name">{title}</div>
        {meta && <span className="sub">{meta}</span>}
      </div>
      {end && <div className="end">{end}</div>}
      {reach && <div className="end reach">{reach}</div>}
    </li>
  );
}
