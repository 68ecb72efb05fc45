import type { Viewer } from "@/lib/access/viewer";
import { accept, type Checked, refuse } from "@/lib/errors";

const mb = 1024 * 1024;
/** Of one file, and how many files come at a time. */
export const mostBytes = 25 * mb;
export const mostFiles = 20;
/** Of all files of the organisation: `FILES_QUOTA_GB`, else 20. */
export const quotaBytes = (): number => (Number(process.env.FILES_QUOTA_GB) || 20) * 1024 * mb;

/** What a file of this ending has to look like: how it begins, what is somewhere in it, or that it is plain text. */
type Kind = { mediaType: string; begins?: (head: Buffer) => boolean; holds?: string; text?: true };

const begins =
  (...signs: string[]) =>
  (head: Buffer) =>
    signs.some((sign) => head.subarray(0, sign.length).toString("latin1") === sign);
const has = (sign: string, place: number) => (head: Buffer) =>
  head.subarray(place, place + sign.length).toString("latin1") === sign;

const zip = begins("PK\x03\x04", "PK\x05\x06");
const ole = begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
const jpeg = { mediaType: "image/jpeg", begins: begins("\xFF\xD8\xFF") };
const office = (name: string): Kind => ({
  mediaType: `application/vnd.openxmlformats-officedocument.${name}`,
  begins: zip,
  holds: "[Content_Types].xml",
});
/** OpenDocument 1.3, part 2, 3.3: the type stands uncompressed at the beginning. */
const openDocument = (name: string): Kind => ({
  mediaType: `application/vnd.oasis.opendocument.${name}`,
  begins: has(`mimetypeapplication/vnd.oasis.opendocument.${name}`, 30),
});

/** Endings that are taken in. Nothing that a browser or Windows would run is among them. */
const kinds: Record<string, Kind> = {
  pdf: { mediaType: "application/pdf", begins: (head) => head.subarray(0, 1024).includes("%PDF-") },
  docx: office("wordprocessingml.document"),
  xlsx: office("spreadsheetml.sheet"),
  pptx: office("presentationml.presentation"),
  doc: { mediaType: "application/msword", begins: ole },
  xls: { mediaType: "application/vnd.ms-excel", begins: ole },
  ppt: { mediaType: "application/vnd.ms-powerpoint", begins: ole },
  msg: { mediaType: "application/vnd.ms-outlook", begins: ole },
  odt: openDocument("text"),
  ods: openDocument("spreadsheet"),
  odp: openDocument("presentation"),
  rtf: { mediaType: "application/rtf", begins: begins("{\\rtf") },
  txt: { mediaType: "text/plain", text: true },
  csv: { mediaType: "text/csv", text: true },
  eml: { mediaType: "message/rfc822", text: true, begins: (head) => /^[!-9;-~]+:/.test(head.toString("latin1")) },
  png: { mediaType: "image/png", begins: begins("\x89PNG\r\n\x1A\n") },
  jpg: jpeg,
  jpeg,
  gif: { mediaType: "image/gif", begins: begins("GIF87a", "GIF89a") },
  webp: { mediaType: "image/webp", begins: (head) => begins("RIFF")(head) && has("WEBP", 8)(head) },
  heic: { mediaType: "image/heic", begins: (head) => has("ftypheic", 4)(head) || has("ftypmif1", 4)(head) },
  zip: { mediaType: "application/zip", begins: zip },
};

export const endings = Object.keys(kinds);

const endingOf = (name: string) => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
const kindOf = (name: string): Kind | undefined => {
  const ending = endingOf(name);
  return Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
};

/** A posted name as it is kept: never a path, nothing that cannot be seen, at most 200 characters, with its ending. */
export function cleanName(posted: string): string {
  const plain = (posted.split(/[\\/]/).at(-1) ?? "")
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}\s]+/gu, " ")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .trim();
  const ending = /\.\w{1,10}$/.exec(plain)?.[0] ?? "";
  const most = 200 - ending.length;
  return [...plain.slice(0, plain.length - ending.length)].slice(0, most).join("").trim() + ending || "–";
}

/** A name to save a file under: with an ending of its type, whatever it is called now. */
export function savedName(name: string, mediaType: string | null): { base: string; ending: string } {
  const ending = kindOf(name)?.mediaType === mediaType ? endingOf(name) : "";
  if (ending) return { base: name.slice(0, -ending.length - 1), ending };
  return { base: name, ending: endings.find((known) => kinds[known]?.mediaType === mediaType) ?? "bin" };
}

/** Whether a file of this name may be added; its media type is that of the ending, not of what a browser says. */
export function checkName(name: string): Checked<string> {
  const kind = kindOf(name);
  return kind ? accept(kind.mediaType) : refuse("fileKind", { name, types: endings.join(", ") });
}

const headBytes = 4096;

/** Looks at a file while it passes by; `isGenuine` says afterwards whether it is what its ending says. */
export class ContentCheck {
  private head: Buffer = Buffer.alloc(0);
  private tail: Buffer = Buffer.alloc(0);
  private hasSign = false;
  private isText = true;
  private readonly kind: Kind;

  constructor(name: string) {
    this.kind = kindOf(name) ?? { mediaType: "" };
  }

  see(piece: Buffer): void {
    const { holds, text } = this.kind;
    if (this.head.length < headBytes) {
      this.head = Buffer.concat([this.head, piece.subarray(0, headBytes - this.head.length)]);
    }
    if (text && piece.includes(0)) this.isText = false;
    if (!holds || this.hasSign) return;
    this.hasSign = piece.includes(holds) || Buffer.concat([this.tail, piece.subarray(0, holds.length)]).includes(holds);
    const end = piece.length < holds.length ? Buffer.concat([this.tail, piece]) : piece;
    this.tail = Buffer.from(end.subarray(-holds.length));
  }

  isGenuine(): boolean {
    const { begins: rightBeginning = () => true, holds, text } = this.kind;
    return rightBeginning(this.head) && (!holds || this.hasSign) && (!text || this.isText);
  }
}

/** Who may rename, move or delete a file: whoever added it, and whoever holds everything on customers. */
export const mayChangeFile = (viewer: Viewer, file: { createdBy: number | null }): boolean =>
  viewer.can("customers.all") || (viewer.can("customers.edit") && file.createdBy === viewer.employeeId);
