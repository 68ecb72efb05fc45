import type { ComponentProps, ElementType } from "react";
import { DocumentText } from "@/components/document-text";
import { keepText } from "@/components/kept-texts";
import type { Html } from "@/components/rows";

type Props<Part extends ElementType> = { part: Part; html: Html } & Omit<ComponentProps<Part>, "part">;

/** An element whose whole content is ready text: only `html` makes it, so it is escaped. */
export function Written<Part extends ElementType>({ part, html, ...attributes }: Props<Part>) {
  const number = keepText(html.text);
  if (number !== null) return <DocumentText number={number} part={part} attributes={attributes} />;
  const Element: ElementType = part;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: Html comes only from the escaping renderer in rows.ts
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: html.text }} />;
}
