import type { ReactNode } from "react";

const arts = {
  building: "M8 42V12l14-6v36M22 20h18v22M4 42h40M15 18v.1M15 25v.1M15 32v.1M31 28v.1M31 34v.1",
  calendar:
    "M11 9h26a4 4 0 0 1 4 4v24a4 4 0 0 1-4 4H11a4 4 0 0 1-4-4V13a4 4 0 0 1 4-4zM7 18h34M16 5v8M32 5v8M17 29l5 5 9-10",
  grid: "M10 6h28a4 4 0 0 1 4 4v28a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4zM6 17h36M17 6v36M24 29l3 3 6-7",
  file: "M28 5H11v38h26V14zM28 5v9h9M24 37V22M18 28l6-6 6 6",
  search: "M8 21a13 13 0 1 0 26 0a13 13 0 1 0-26 0M31 31l11 11M15 18.5h12M15 23.5h7",
  missing: "M8 42V10l16-6v38M24 18h16v24M4 42h40M14 16v.1M14 23v.1M14 30v.1M31 26l6 6M37 26l-6 6",
} as const;

type Props = {
  art: keyof typeof arts;
  title: string;
  /** The page has no other heading of its own. */
  page?: boolean;
  /** What belongs here, and the first step as a row of buttons. */
  text?: ReactNode;
  children?: ReactNode;
};

/** An empty place says what belongs there and offers the first step. */
export function Empty({ art, title, page, text, children }: Props) {
  return (
    <div className={page ? "empty empty--page" : "empty"}>
      <svg className="art" viewBox="0 0 48 48" aria-hidden="true">
        <path d={arts[art]} />
      </svg>
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

/** A small list with nothing in it: a sentence and a small button. */
export function EmptyLine({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty empty--box">
      <p>{text}</p>
      {children}
    </div>
  );
}
