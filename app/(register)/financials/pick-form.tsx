import NextForm from "next/form";
import { underHeadings } from "@/components/headings";
import { HiddenFields } from "@/components/hidden-fields";
import { html } from "@/components/rows";

type Props = {
  /** The page that shows what is picked. */
  action: string;
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string; heading?: string }[];
  submit: string;
  /** What else the address says and keeps. */
  kept: Record<string, string | number | null>;
};

/** One menu whose figures are shown: a GET form. Options are written as text, as those of the filter bar are. */
export function PickForm({ action, name, label, value, options, submit, kept }: Props) {
  const written = (option: { value: string; label: string }) =>
    html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`;
  const rows = underHeadings(options).map(([heading, under]) =>
    heading ? html`<optgroup label="${heading}">${under.map(written)}</optgroup>` : html`${under.map(written)}`,
  );
  const hidden = Object.fromEntries(
    Object.entries(kept).flatMap(([key, word]) => (word === null ? [] : [[key, String(word)]])),
  );
  return (
    <NextForm
      key={`${value}\n${Object.values(hidden).join("\n")}`}
      className="row flex-nowrap max-md:w-full"
      action={action}
      prefetch={false}
      scroll={false}
      role="search"
      aria-label={label}
    >
      <HiddenFields values={hidden} />
      <select
        className="in w-auto max-w-56 max-md:max-w-none max-md:flex-1"
        name={name}
        aria-label={label}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the escaping renderer in rows.ts
        dangerouslySetInnerHTML={{ __html: html`${rows}`.text }}
      />
      <button type="submit" className="btn">
        {submit}
      </button>
    </NextForm>
  );
}
