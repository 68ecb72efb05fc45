export type Attributes = Record<string, string | undefined>;

/**
 * Walks an XML part of a workbook by local names, whatever prefix its writer chose.
 * @param holder the element whose text is gathered: that of `v` and `t` inside it, without phonetic guides (`rPh`)
 * @param on `close` gets the text gathered since the last holder opened
 * @throws Error when a tag does not end, or there is a document type: workbooks have none, attacks do
 */
export function walk(
  xml: string,
  holder: string,
  on: { open?: (name: string, attributes: Attributes) => void; close?: (name: string, text: string) => void },
): void {
  let text = "";
  let gathering = false;
  let guide = false;
  const open = (name: string, attributes: string) => {
    if (name === holder) text = "";
    if (name === "rPh") guide = true;
    if (name === "v" || name === "t") gathering = !guide;
    on.open?.(name, attributesOf(attributes));
  };
  const close = (name: string) => {
    if (name === "v" || name === "t") gathering = false;
    if (name === "rPh") guide = false;
    on.close?.(name, text);
  };

  for (let at = 0; at < xml.length; ) {
    const tag = xml.indexOf("<", at);
    if (gathering) text += decoded(xml.slice(at, tag === -1 ? xml.length : tag));
    if (tag === -1) return;
    const mark = xml[tag + 1];
    if (mark === "!" || mark === "?") {
      const aside = asideAt(xml, tag);
      if (gathering) text += aside.text;
      at = aside.end;
      continue;
    }
    const end = endOfTag(xml, tag + 1);
    at = end + 1;
    if (mark === "/") {
      close(localName(xml.slice(tag + 2, end).trimEnd()));
      continue;
    }
    const empty = xml[end - 1] === "/";
    const content = xml.slice(tag + 1, empty ? end - 1 : end);
    const space = content.search(/\s/);
    const name = localName(space === -1 ? content : content.slice(0, space));
    open(name, space === -1 ? "" : content.slice(space));
    if (empty) close(name);
  }
}

/** A comment, an instruction or a literal section: the text in it that counts, and where it ends. */
function asideAt(xml: string, at: number): { text: string; end: number } {
  for (const [start, stop] of asides) {
    if (!xml.startsWith(start, at)) continue;
    const end = xml.indexOf(stop, at + start.length);
    if (end === -1) break;
    return { text: start === literal ? xml.slice(at + start.length, end) : "", end: end + stop.length };
  }
  throw new Error("Unknown or unfinished markup");
}

const literal = "<![CDATA[";
const asides = [
  ["<?", "?>"],
  ["<!--", "-->"],
  [literal, "]]>"],
] as const;

/** More than any real tag has. Millions of attributes would end the process, not only its thread. */
const longestTag = 65_536;

/** Where the tag ends that begins before `from`; a ">" between quotation marks does not end it. */
function endOfTag(xml: string, from: number): number {
  const last = Math.min(xml.length, from + longestTag);
  for (let at = from; at < last; at++) {
    const sign = xml[at];
    if (sign === ">") return at;
    if (sign !== '"' && sign !== "'") continue;
    at = xml.indexOf(sign, at + 1);
    if (at === -1) break;
  }
  throw new Error("Unfinished tag");
}

function attributesOf(source: string): Attributes {
  const found: Attributes = {};
  for (const [, name = "", quoted = ""] of source.matchAll(/(?<![^\s"'])([^\s="']+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    found[name] = decoded(quoted.slice(1, -1));
  }
  return found;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

const decoded = (text: string): string =>
  text.includes("&") ? text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, character) : text;

function character(_: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return names[name.toLowerCase() as keyof typeof names];
  return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? "", 16));
}

const names = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
