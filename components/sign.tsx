import { signs } from "@/components/signs";

/** An icon of what runs in the browser; everything else has `Icon`. */
export const Sign = ({ name }: { name: keyof typeof signs }) => (
  <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
    <path d={signs[name]} />
  </svg>
);
