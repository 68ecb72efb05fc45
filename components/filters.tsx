import NextForm from "next/form";
import type { ReactNode } from "react";
import { SetChip } from "@/components/chips";
import { underHeadings } from "@/components/headings";
import type { Hidden } from "@/components/hidden-fields";
import { PageLink } from "@/components/page-link";
import { type Html, html, icon } from "@/components/rows";
import { Written } from "@/components/written";

type Option = { value: string; label: string; heading?: string };

export type Filter = {
  name: string;
  label: string;
  value: string;
  /** A select whose first option is "all" with the value ""; without options a text or date control. */
  options?: readonly Option[];
  /** Stand before the options, which may then be the very same list on every page and are written once. */
  first?: readonly Option[];
  isDate?: boolean;
  /** Stands in the bar on wide screens; the others wait in the sheet, on phones all of them. */
  bar?: boolean;
};

/** Several may be ticked, or something written instead; `way` says how it is compared. */
export type SeveralFilter = {
  name: string;
  label: string;
  values: readonly string[];
  options: readonly { value: string; label: string }[];
  /** In place of ticks. */
  inputs?: readonly Filter[];
  way: Filter & { options: readonly { value: string; label: string }[] };
  /** What is ticked, in words; else what it says when nothing is. */
  summary: string;
  bar?: boolean;
};

type Props = {
  action: string;
  label: string;
  search: { value: string; label: string; placeholder: string };
  filters: readonly Filter[];
  several?: readonly SeveralFilter[];
  texts: { filter: string; submit: string };
  /** Parts of the address that a new search keeps. */
  hidden?: Hidden;
};

/**
 * A GET form: the address holds what is looked for. Its key makes the controls follow the address. Hundreds of options
 * cost React more than the rest of the page, so all of it is written as text like table rows.
 */
export function Filters({ action, label, search, filters, several = [], texts, hidden = {} }: Props) {
  const ticked = several.flatMap(({ values, inputs = [], way }) => [
    values.join(),
    way.value,
    ...inputs.map(({ value }) => value),
  ]);
  const key = [search.value, ...filters.map(({ value }) => value), ...ticked].join("\n");
  const inBar = filters.filter(({ bar }) => bar);
  const inSheet = sheet({
    filters: filters.filter(({ bar }) => !bar),
    several: several.filter(({ bar }) => !bar),
    word: texts.filter,
  });
  return (
    <Written
      key={key}
      part={NextForm}
      className="filters"
      action={action}
      prefetch={false}
      scroll={false}
      role="search"
      aria-label={label}
      html={html`${kept(hidden)}${searched(search)}${filters.length > 0 && inSheet}${inBar.map((filter) => choice(filter, filter.label))}${several.filter(({ bar }) => bar).map(severalInBar)}<button type="submit" class="btn">${texts.submit}</button>`}
    />
  );
}

const kept = (hidden: Hidden): Html[] =>
  Object.entries(hidden).flatMap(([name, value]) =>
    [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}">`),
  );

const searched = ({ value, label, placeholder }: Props["search"]): Html =>
  html`<div class="find">${icon("search")}<input class="in" type="search" name="q" value="${value}" aria-label="${label}" placeholder="${placeholder}"></div>`;

type SheetParts = { filters: readonly Filter[]; several: readonly SeveralFilter[]; word: string };

const sheet = ({ filters, several, word }: SheetParts): Html =>
  html`<details class="${filters.length > 0 ? "sheet" : "sheet sheet--phone"}"><summary class="btn">${icon("filter")}${word}</summary><div class="sheet-body grid">${filters.map(labelled)}${several.map(severalInSheet)}</div></details>`;

const severalInSheet = (filter: SeveralFilter): Html =>
  html`<details class="field"${isSet(filter) && html` open`}><summary>${filter.label} <span class="faint">${filter.summary}</span> ${icon("down")}</summary>${ticks(filter)}</details>`;

const severalInBar = (filter: SeveralFilter): Html =>
  html`<details class="sheet several"><summary class="btn" aria-label="${filter.label}: ${filter.summary}"><span>${filter.summary}</span>${icon("down")}</summary><div class="sheet-body">${ticks(filter)}</div></details>`;

const isSet = ({ values, inputs = [], way }: SeveralFilter) =>
  values.length > 0 || way.value !== "" || inputs.some(({ value }) => value !== "");

function labelled(filter: Filter): Html {
  const id = `filter-${filter.name}`;
  const control = filter.options
    ? choice(filter)
    : html`<input class="in" type="${filter.isDate ? "date" : "text"}" id="${id}" name="${filter.name}" value="${filter.value}">`;
  return html`<div class="field c3"><label for="${id}">${filter.label}</label>${control}</div>`;
}

function ticks({ name, label, values, options, inputs = [], way }: SeveralFilter): Html {
  const written = options.map(
    ({ value, label: word }) =>
      html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${values.includes(value) && html` checked`}><span>${word}</span></label>`,
  );
  return html`<fieldset class="stack"><legend class="vh">${label}</legend>${choice(way, way.label)}${inputs.length > 0 && html`<div class="grid">${inputs.map(labelled)}</div>`}<div class="ticks">${written}</div></fieldset>`;
}

function choice({ name, value, first = [], options = [] }: Filter, label?: string): Html {
  const isPlain = options.every((option) => option.value !== value);
  const known = isPlain ? writtenOnce.get(options) : undefined;
  const all = known ?? optionsAs(options, value);
  if (isPlain) writtenOnce.set(options, all);
  return html`<select class="in" id="filter-${name}" name="${name}"${label && html` aria-label="${label}"`}>${optionsAs(first, value)}${all}</select>`;
}

/** Options of which none is chosen: countries stay the same for long, and people are offered twice on a page. */
const writtenOnce = new WeakMap<readonly Option[], Html>();

function optionsAs(options: readonly Option[], value: string): Html {
  const written = (option: Option) =>
    html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`;
  const all = underHeadings(options).map(([heading, under]) =>
    heading ? html`<optgroup label="${heading}">${under.map(written)}</optgroup>` : html`${under.map(written)}`,
  );
  return html`${all}`;
}

type SetProps = {
  label: string;
  items: readonly { href: string; label: string }[];
  texts: { remove: string; clear: string };
  clearHref: string;
  /** The pager, at the end of the line. */
  children?: ReactNode;
};

/** The line of filters that are set, each with its way out. */
export function SetFilters({ label, items, texts, clearHref, children }: SetProps) {
  return (
    <div className="filters filters--set">
      {items.length > 0 && <span>{label}</span>}
      {items.map((item) => (
        <SetChip key={item.href} href={item.href} label={item.label} removes={texts.remove} />
      ))}
      {items.length > 0 && (
        <PageLink className="xs" href={clearHref} still>
          {texts.clear}
        </PageLink>
      )}
      {children}
    </div>
  );
}
