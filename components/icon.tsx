import type { ReactElement } from "react";
import { type IconName, icons } from "@/components/icons";

const draw = (path: string) => (
  <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** Drawn once: a page that shows the very same element again sends only where it stood first. */
const drawn = new Map<string, ReactElement>(Object.entries(icons).map(([name, path]) => [name, draw(path)]));

/** Decorative beside words; alone only inside something that carries a label. */
export const Icon = ({ name }: { name: IconName }) => drawn.get(name);
