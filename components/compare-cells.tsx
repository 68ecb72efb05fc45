"use client";

import { type ReactNode, useContext } from "react";
import { FormValues } from "@/components/form-values";
import { Sign } from "@/components/sign";

const isChosen = (values: string | string[] | undefined, value: string) => [values ?? []].flat().includes(value);

type TickProps = { name: string; value: string; label: string };

/** Ticks one row of a comparison, as it was left in a refused form. */
export function CompareTick({ name, value, label }: TickProps) {
  const { id, values, errors } = useContext(FormValues);
  return (
    <label>
      <input
        id={`${id}-${value}`}
        className="rowtick"
        type="checkbox"
        name={name}
        value={value}
        aria-label={label}
        {...(errors[value] && { "aria-invalid": true, "aria-describedby": `${id}-${value}-error` })}
        defaultChecked={isChosen(values[name], value)}
      />
    </label>
  );
}

type ChoiceProps = {
  name: string;
  /** Read out: what is chosen between. */
  label: string;
  options: readonly { value: string; note: string | null; text: ReactNode }[];
};

/** Chooses between several writings within one row of a comparison. */
export function CompareChoice({ name, label, options }: ChoiceProps) {
  const { id, values } = useContext(FormValues);
  return (
    <fieldset id={`${id}-${name}`} tabIndex={-1}>
      <legend className="vh">{label}</legend>
      {options.map(({ value, note, text }) => (
        <label key={value} className="pickcell">
          <input type="radio" name={name} value={value} defaultChecked={isChosen(values[name], value)} />
          <span>
            {text}
            {note && <small className="by">{note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type ErrorProps = {
  name: string;
  /** What the id ends with, where the name alone is another part's. */
  end?: string;
};

/** What is wrong with the choice as a whole, right above it, or with one row of it. */
export function CompareError({ name, end = name }: ErrorProps) {
  const { id, errors } = useContext(FormValues);
  if (!errors[name]) return null;
  return (
    <p className="err" id={`${id}-${end}`} tabIndex={-1}>
      <Sign name="bad" />
      <span>{errors[name]}</span>
    </p>
  );
}
