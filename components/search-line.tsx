import NextForm from "next/form";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";

type Props = {
  action: string;
  label: string;
  placeholder: string;
  submit: string;
  value?: string;
  /** What the words are called in the address. */
  name?: string;
  /** Parts of the address that a search keeps. */
  hidden?: Record<string, string>;
  /** Where to search, before the words. */
  children?: ReactNode;
};

/** A search with its button on one line: on error pages, above a list to pick from. */
export function SearchLine(props: Props) {
  const { action, label, placeholder, submit, value = "", name = "q", hidden = {}, children } = props;
  return (
    <NextForm className="search-line" action={action} prefetch={false} role="search" aria-label={label}>
      {Object.entries(hidden).map(([part, kept]) => (
        <input key={part} type="hidden" name={part} value={kept} />
      ))}
      {children}
      <div className="find">
        <Icon name="search" />
        <input
          key={value}
          className="in"
          type="search"
          name={name}
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
