"use client";

import { type ElementType, useState } from "react";
import { keptText } from "@/components/kept-texts";

type Props = { number: number; part: ElementType; attributes: object };

/** An element whose text stands in the document alone, and not in what Next sends along for the script. */
export function DocumentText({ number, part: Part, attributes }: Props) {
  const [text] = useState(() => keptText(number));
  return (
    <Part
      {...attributes}
      data-text={number}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is the escaping renderer's, see written.tsx
      dangerouslySetInnerHTML={{ __html: text }}
    />
  );
}
