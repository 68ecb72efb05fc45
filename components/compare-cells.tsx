"use client";

import { type ReactNode, useContext } from "react";
import { FormValues } from "@/components/form-values";
import { Icon } from "@/components/icon";

const isChosen = (values: string | string[] | undefined, value: string) => [values ?? []].flat().includes(value);

type TickProps = { name: string; value: string; label: string };

/** Ticks one row of a comparison, as it was left in a refused form. */
export function CompareTick({ name, value, label }: TickProps) {
  const { values } = useContext(FormValues);
  return (
    <label>
      <input
        className="rowtick"
        type="checkbox"
        name={name}
        value={value}
        aria-label={label}
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

/** What is wrong with the choice as a whole, right above it. */
export function CompareError({ name }: { name: string }) {
  const { id, errors } = useContext(FormValues);
  if (!errors[name]) return null;
  return (
    <p className="err" id={`${id}-${name}`} tabIndex={-1}>
      <Icon name="bad" />
      <span>{errors[name]}</span>
    </p>
  );
}
