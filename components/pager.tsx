import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";

type Props = {
  /** Name of the landmark. */
  label: string;
  /** What is on the page: 1–50 / 1 284. */
  range: string;
  /** Addresses; without one the arrow stays, greyed. */
  previous?: string;
  next?: string;
  texts: { previous: string; next: string };
};

/** Where one is in a long list; stands at the end of the line of set filters, and below the table. */
export function Pager({ label, range, previous, next, texts }: Props) {
  return (
    <nav className="pager" aria-label={label}>
      <span>{range}</span>
      <Arrow icon="left" href={previous} label={texts.previous} />
      <Arrow icon="right" href={next} label={texts.next} />
    </nav>
  );
}

function Arrow({ icon, href, label }: { icon: "left" | "right"; href?: string; label: string }) {
  const look = { className: "btn btn--icon btn--plain btn--s", "aria-label": label, title: label };
  if (!href) {
    return (
      <button type="button" disabled {...look}>
        <Icon name={icon} />
      </button>
    );
  }
  return (
    <PageLink href={href} {...look}>
      <Icon name={icon} />
    </PageLink>
  );
}
