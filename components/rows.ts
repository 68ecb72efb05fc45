import { type ChipColour, chipClass } from "@/components/chip-class";
import { type IconName, icons } from "@/components/icons";

/**
 * Table rows as text. React costs 9 elements a row, text costs none, so long tables are written here.
 * `html` escapes every value except what another `html` made; a value stands between tags or inside quotes.
 */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Html = Markup;
export type HtmlValue = string | number | bigint | false | null | undefined | Html | readonly Html[];

/** @throws when a value stands outside of quotes in a tag: that cannot be escaped. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const isAddress = addressesIn(parts);
  let text = parts[0] ?? "";
  for (let at = 0; at < values.length; at++) text += written(values[at], isAddress[at]) + parts[at + 1];
  return new Markup(text);
}

/** Which places of a template take an address: looked at once for each template, not for each row. */
const places = new WeakMap<TemplateStringsArray, boolean[]>();

function addressesIn(parts: TemplateStringsArray): boolean[] {
  const known = places.get(parts);
  if (known) return known;
  const found = parts.slice(0, -1).map((before) => {
    if (before.endsWith("=")) throw new Error(`Quote the value after ${before.slice(-20)}`);
    return /(?:href|src|action)=["']$/i.test(before);
  });
  places.set(parts, found);
  return found;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function written(value: HtmlValue, isAddress = false): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map((one) => one.text).join("");
  const plain = String(value);
  const safe = isAddress && !/^(?:[/?#]|https?:|mailto:|tel:)/i.test(plain) ? "#" : plain;
  return /[&<>"']/.test(safe) ? safe.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign) : safe;
}

export const icon = (name: IconName) =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="${icons[name]}"/></svg>`;

/** The tick that selects a row; `label` names what it selects. */
export const tickCell = (tick: { name: string; value: string; label: string }) =>
  html`<td class="tight tick1"><label><input class="rowtick" type="checkbox" name="${tick.name}" value="${tick.value}" aria-label="${tick.label}"></label></td>`;

export const person = (initials: string, name: string) =>
  html`<span class="who"><i aria-hidden="true">${initials}</i><span>${name}</span></span>`;

/** @param colours of the names, in the same order */
export const chips = (names: readonly string[], colours: readonly ChipColour[] = []) =>
  html`<span class="chips">${names.map((name, at) => html`<span class="${chipClass(colours[at])}">${name}</span>`)}</span>`;

type GroupRow = {
  /** Columns the name takes. */
  span: number;
  name: string;
  count: string;
  /** Folds or unfolds; `label` says which, and of what. */
  toggle?: { href: string; label: string; open: boolean };
  /** Further cells: a sum, an Excel link. */
  cells?: Html;
};

/** The row that leads a group of rows. */
export const groupRow = ({ span, name, count, toggle, cells }: GroupRow) =>
  html`<tr class="grp"><th colspan="${span}" scope="rowgroup">${
    toggle
      ? html`<a href="${toggle.href}" aria-label="${toggle.label}">${icon(toggle.open ? "down" : "right")}${name}</a>`
      : html`<span>${name}</span>`
  }<span class="n">${count}</span></th>${cells}</tr>`;
