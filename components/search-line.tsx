import NextForm from "next/form";
import { Icon } from "@/components/icon";

type Props = {
  action: string;
  label: string;
  placeholder: string;
  submit: string;
  value?: string;
  /** Parts of the address that a search keeps. */
  hidden?: Record<string, string>;
};

/** A search with its button on one line: on error pages, above a list to pick from. */
export function SearchLine({ action, label, placeholder, submit, value = "", hidden = {} }: Props) {
  return (
    <NextForm className="search-line" action={action} prefetch={false} role="search" aria-label={label}>
      {Object.entries(hidden).map(([name, kept]) => (
        <input key={name} type="hidden" name={name} value={kept} />
      ))}
      <div className="find">
        <Icon name="search" />
        <input
          key={value}
          className="in"
          type="search"
          name="q"
          defaultValue={value}
          aria-label={label}
          placeholder={placeholder}
        />
      </div>
      <button type="submit" className="btn">
        {submit}
      </button>
    </NextForm>
  );
}
