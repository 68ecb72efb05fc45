import type { Book } from "@/lib/spreadsheets/book";
import { csv, streamOf, workbook } from "@/lib/spreadsheets/write";

const types = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8; header=present",
};

export type FileFormat = keyof typeof types;

/** The format an address asks for; a workbook unless it says csv. */
export const formatFrom = (address: string): FileFormat =>
  new URL(address).searchParams.get("format") === "csv" ? "csv" : "xlsx";

/**
 * A book as a file to keep, never to show: the browser neither runs nor stores anything of it.
 * @param name without ending; letters of any language (RFC 6266)
 */
export function downloadOf(book: Book, format: FileFormat, name: string): Response {
  return new Response(format === "csv" ? csv(book) : workbook(book), {
    headers: keptHeaders(name, format, types[format]),
  });
}

/** vCards as a file to keep. @param name without ending */
export function cardsOf(cards: AsyncIterable<string[]>, name: string): Response {
  const bytes = async function* () {
    for await (const batch of cards) yield Buffer.from(batch.join(""));
  };
  return new Response(streamOf(bytes()), { headers: keptHeaders(name, "vcf", "text/vcard; charset=utf-8") });
}

/**
 * The headers of a file to keep.
 * @param name without ending; letters of any language (RFC 6266)
 */
export const keptHeaders = (name: string, ending: string, mediaType: string): Record<string, string> => ({
  "content-type": mediaType,
  "content-disposition": dispositionOf(`${fileName(name)}.${ending}`),
  "x-content-type-options": "nosniff",
  "cache-control": "private, no-store",
});

/** Signs that Windows, the strictest, allows in no name. */
const fileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 150)
    .toWellFormed();

/** Old programs read the plain name, all others the one in UTF-8. */
function dispositionOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^ -~]|["%\\]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
