import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";
import type { Html } from "@/components/rows";
import { Written } from "@/components/written";

type TableProps = {
  /** Read out, not seen; not needed right below a heading that says the same. */
  caption?: string;
  /** The heads: `th` elements and `SortHead`. */
  head: ReactNode;
  /** Heads stay in view while the page scrolls. */
  stick?: boolean;
  /** Rows stay rows on phones. */
  rows?: boolean;
  /** `Rows`, `tbody` elements, a `tfoot`. */
  children: ReactNode;
};

/** Numbers right, hairlines between rows, rows turn into cards on phones. */
export function Table({ caption, head, stick, rows, children }: TableProps) {
  const className = ["tbl", !rows && "tbl--cards", stick ? "tbl--stick" : "tbl--line"].filter(Boolean).join(" ");
  return (
    <table className={className}>
      {caption && <caption className="vh">{caption}</caption>}
      <thead>
        <tr>{head}</tr>
      </thead>
      {children}
    </table>
  );
}

/** Ready rows of one `tbody`, or with `foot` of the `tfoot`: only `html` makes them, so they are escaped. */
export const Rows = ({ html, foot }: { html: Html; foot?: boolean }) => (
  <Written part={foot ? "tfoot" : "tbody"} html={html} />
);

type SortHeadProps = { href: string; sort?: "ascending" | "descending"; num?: boolean; children: ReactNode };

/** `sort` says how the table is sorted by this head now; the link leads to the other way round. */
export function SortHead({ href, sort, num, children }: SortHeadProps) {
  return (
    <th scope="col" className={num ? "num" : undefined} aria-sort={sort}>
      <PageLink href={href} still>
        {children}
        {sort && <Icon name={sort === "ascending" ? "sortDown" : "sortUp"} />}
      </PageLink>
    </th>
  );
}

type TickAllProps = { label: string };

/** Ticks every row of the form; shown only where script can do it. */
export function TickAll({ label }: TickAllProps) {
  return (
    <th scope="col" className="tight">
      <label className="script">
        <input type="checkbox" data-tick-all aria-label={label} />
      </label>
    </th>
  );
}
