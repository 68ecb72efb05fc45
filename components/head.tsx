import { Fragment, type ReactNode } from "react";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";

export type Step = { href: string; label: string };

type Props = {
  title: string;
  /** Small, after the title: a number. */
  note?: string;
  /** One sentence below, or a line of facts. */
  text?: ReactNode;
  below?: ReactNode;
  crumb?: { label: string; steps: readonly Step[] };
  /** Buttons at the right, the primary one last. */
  actions?: ReactNode;
  /** The title is the name of what the whole page is about. */
  card?: boolean;
};

export function Head({ title, note, text, below, crumb, actions, card }: Props) {
  return (
    <>
      {crumb && <Crumb {...crumb} />}
      <div className={card ? "head head--card" : "head"}>
        <div>
          <h1>
            {title}
            {note && <small> {note}</small>}
          </h1>
          {text && <p>{text}</p>}
          {below && <div className="row row--wide mt-2">{below}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </>
  );
}

/** The way back: the page itself is not in it. */
export function Crumb({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <nav className="crumb" aria-label={label}>
      {steps.map(({ href, label: name }, index) => (
        <Fragment key={href}>
          {index > 0 && <Icon name="right" />}
          <PageLink href={href}>{name}</PageLink>
        </Fragment>
      ))}
    </nav>
  );
}
