import { chips, type Html, html } from "@/components/rows";
import type { Locale } from "@/lib/access/viewer";
import { formatWebsite } from "@/lib/contact-details";
import { type CustomField, wordsOf } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";
import { shortened } from "@/lib/text";

const isNumeric = ({ kind }: CustomField) => kind === "number" || kind === "money";

export function CustomHeads({ fields, locale }: { fields: readonly CustomField[]; locale: Locale }) {
  return fields.map((field) => (
    <th key={field.id} scope="col" className={isNumeric(field) ? "num" : undefined}>
      {wordsOf(field.names, locale)}
    </th>
  ));
}

/** @param custom null where the viewer may not see the customer's values */
export function customCell(field: CustomField, custom: Record<string, unknown> | null, reader: CustomReader): Html {
  const words = customWords(field, custom?.[field.id], reader);
  const look = isNumeric(field) ? "num" : words.join(" ").length > 20 ? "min-w-40" : "";
  return html`<td class="${`hide ${look}`.trimEnd()}">${written(field, words)}</td>`;
}

function written({ kind }: CustomField, words: string[]): Html | string {
  const [word] = words;
  if (word === undefined) return "–";
  if (kind === "multiChoice") return chips(words);
  return kind === "link" ? html`<a href="${word}">${shortened(formatWebsite(word))}</a>` : shortened(word);
}
