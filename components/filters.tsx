import NextForm from "next/form";
import Link from "next/link";
import type { ReactNode } from "react";
import { SetChip } from "@/components/chips";
import { underHeadings } from "@/components/headings";
import { type Hidden, HiddenFields } from "@/components/hidden-fields";
import { Icon } from "@/components/icon";
import { html } from "@/components/rows";

export type Filter = {
  name: string;
  label: string;
  value: string;
  /** A select whose first option is "all" with the value ""; without options a text or date control. */
  options?: readonly { value: string; label: string; heading?: string }[];
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

/** A GET form: the address holds what is looked for. Its key makes the controls follow the address. */
export function Filters({ action, label, search, filters, several = [], texts, hidden }: Props) {
  const bar = filters.filter((filter) => filter.bar);
  const sheet = filters.filter((filter) => !filter.bar);
  const ticked = several.flatMap(({ values, inputs = [], way }) => [
    values.join(),
    way.value,
    ...inputs.map(({ value }) => value),
  ]);
  const key = [search.value, ...filters.map(({ value }) => value), ...ticked].join("\n");
  return (
    <NextForm
      key={key}
      className="filters"
      action={action}
      prefetch={false}
      scroll={false}
      role="search"
      aria-label={label}
    >
      <HiddenFields values={hidden ?? {}} />
      <div className="find">
        <Icon name="search" />
        <input
          className="in"
          type="search"
          name="q"
          defaultValue={search.value}
          aria-label={search.label}
          placeholder={search.placeholder}
        />
      </div>
      {filters.length > 0 && (
        <Sheet filters={sheet} several={several.filter((filter) => !filter.bar)} word={texts.filter} />
      )}
      {bar.map((filter) => (
        <Choice key={filter.name} filter={filter} label={filter.label} />
      ))}
      {several
        .filter((filter) => filter.bar)
        .map((filter) => (
          <details key={filter.name} className="sheet several">
            <summary className="btn" aria-label={`${filter.label}: ${filter.summary}`}>
              <span>{filter.summary}</span>
              <Icon name="down" />
            </summary>
            <div className="sheet-body">
              <Several filter={filter} />
            </div>
          </details>
        ))}
      <button type="submit" className="btn">
        {texts.submit}
      </button>
    </NextForm>
  );
}

type SheetProps = { filters: readonly Filter[]; several: readonly SeveralFilter[]; word: string };

function Sheet({ filters, several, word }: SheetProps) {
  return (
    <details className={filters.length > 0 ? "sheet" : "sheet sheet--phone"}>
      <summary className="btn">
        <Icon name="filter" />
        {word}
      </summary>
      <div className="sheet-body grid">
        {filters.map((filter) => (
          <Labelled key={filter.name} filter={filter} />
        ))}
        {several.map((filter) => (
          <details key={filter.name} className="field" open={isSet(filter)}>
            <summary>
              {filter.label} <span className="faint">{filter.summary}</span> <Icon name="down" />
            </summary>
            <Several filter={filter} />
          </details>
        ))}
      </div>
    </details>
  );
}

const isSet = ({ values, inputs = [], way }: SeveralFilter) =>
  values.length > 0 || way.value !== "" || inputs.some(({ value }) => value !== "");

function Labelled({ filter }: { filter: Filter }) {
  const id = `filter-${filter.name}`;
  return (
    <div className="field c3">
      <label htmlFor={id}>{filter.label}</label>
      {filter.options ? (
        <Choice filter={filter} />
      ) : (
        <input
          className="in"
          type={filter.isDate ? "date" : "text"}
          id={id}
          name={filter.name}
          defaultValue={filter.value}
        />
      )}
    </div>
  );
}

/** Written as text for the same reason as the options of a select. */
function Several({ filter: { name, label, values, options, inputs = [], way } }: { filter: SeveralFilter }) {
  const ticks = options.map(
    ({ value, label: word }) =>
      html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${values.includes(value) && html` checked`}><span>${word}</span></label>`,
  );
  return (
    <fieldset className="stack">
      <legend className="vh">{label}</legend>
      <Choice filter={way} label={way.label} />
      {inputs.length > 0 && (
        <div className="grid">
          {inputs.map((input) => (
            <Labelled key={input.name} filter={input} />
          ))}
        </div>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the escaping renderer in rows.ts */}
      <div className="ticks" dangerouslySetInnerHTML={{ __html: html`${ticks}`.text }} />
    </fieldset>
  );
}

/** Hundreds of options cost React more than the rest of the page, so they are written as text like table rows. */
function Choice({ filter, label }: { filter: Filter; label?: string }) {
  const written = (option: { value: string; label: string }) =>
    html`<option value="${option.value}"${option.value === filter.value && html` selected`}>${option.label}</option>`;
  const options = underHeadings(filter.options).map(([heading, under]) =>
    heading ? html`<optgroup label="${heading}">${under.map(written)}</optgroup>` : html`${under.map(written)}`,
  );
  return (
    <select
      className="in"
      id={`filter-${filter.name}`}
      name={filter.name}
      aria-label={label}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the escaping renderer in rows.ts
      dangerouslySetInnerHTML={{ __html: html`${options}`.text }}
    />
  );
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
        <Link className="xs" href={clearHref} prefetch={false} scroll={false}>
          {texts.clear}
        </Link>
      )}
      {children}
    </div>
  );
}
