"use client";

import { type ReactElement, type ReactNode, useContext } from "react";
import type { ChipColour } from "@/components/chip-class";
import { Ticks } from "@/components/field-choices";
import { FormValues } from "@/components/form-values";
import { underHeadings } from "@/components/headings";
import type { RoleColour } from "@/components/role-mark";
import { Sign } from "@/components/sign";

export type FieldKind = InputKind | "longText" | "select" | ChoiceKind | "checkbox" | "switch" | "file" | "hidden";
export type InputKind = "text" | "number" | "money" | "date" | "time" | "email" | "tel" | "url" | "password";
export type ChoiceKind = "radios" | "checkboxes" | "pick";
/** `colour` puts the label into a chip, where it is ticked. In a select those of one `heading` stand together under it. */
export type FieldOption = {
  value: string;
  label: string;
  hint?: ReactNode;
  /** Drawn by the page, so that its script needs no icons. */
  icon?: ReactElement;
  colour?: ChipColour;
  /** The label stands on this colour, or with a letter beside it. */
  role?: RoleColour;
  letter?: string;
  heading?: string;
};

export type FieldProps = {
  name: string;
  label: string;
  kind: FieldKind;
  required?: boolean;
  hint?: string;
  options?: readonly FieldOption[];
  /** What a text control offers while one types; anything else may be typed too. */
  suggestions?: readonly { value: string; label?: string }[];
  /** Tells fields of the same name apart, such as choices under several headings; only the first does without. */
  part?: string;
  /** Columns of six that the field takes. */
  span?: 2 | 3 | 4 | 6;
  /** Says how much is expected; without it the control fills its columns. */
  width?: "s" | "m" | "l";
  /** Attached to the end of the control: %, €. */
  unit?: string;
  /** Where an untouched value comes from, or a word that it is an own one. */
  from?: { own: boolean; text: ReactNode };
  /** The label is read out but not seen. */
  quietLabel?: boolean;
  autoComplete?: string;
  placeholder?: string;
  maxLength?: number;
  rows?: number;
  accept?: string;
  readOnly?: boolean;
  autoFocus?: boolean;
  /** Stands below the control and what describes it. */
  below?: ReactNode;
};

/** The control's id, its value and the ids of what describes it. */
export type Control = {
  id: string;
  name: string;
  value: string | string[] | undefined;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

const grouped: readonly FieldKind[] = ["radios", "checkboxes", "pick"];
const ticked: readonly FieldKind[] = ["checkbox", "switch"];
const spans = { 2: "c2", 3: "c3", 4: "c4", 6: "" };

/** One thing a person can fill in: label, control, error, hint, all tied together. */
export function Field(props: FieldProps) {
  const form = useContext(FormValues);
  const { name, kind, hint, from, part } = props;
  const error = part ? undefined : form.errors[name];
  const id = part ? `${form.id}-${name}-${part}` : `${form.id}-${name}`;
  const notes = [error && `${id}-error`, hint && `${id}-hint`, from && `${id}-from`].filter(Boolean).join(" ");
  const control: Control = {
    id,
    name,
    value: form.values[name],
    ...(notes && { "aria-describedby": notes }),
    ...(error && { "aria-invalid": true }),
  };
  if (kind === "hidden") return <input type="hidden" name={name} value={first(control.value)} />;
  const className = `field ${spans[props.span ?? 6]}`.trimEnd();
  const below = <Notes id={id} error={error} hint={ticked.includes(kind) ? undefined : hint} from={from} />;

  if (grouped.includes(kind)) {
    return (
      <fieldset className={className} id={id} tabIndex={-1} aria-describedby={control["aria-describedby"]}>
        <legend className={props.quietLabel ? "vh" : undefined}>
          <Label {...props} word={form.required} />
        </legend>
        <Ticks {...props} control={control} />
        {below}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      {ticked.includes(kind) ? (
        <Ticks {...props} control={control} />
      ) : (
        <>
          <label htmlFor={id} className={props.quietLabel ? "vh" : undefined}>
            <Label {...props} word={form.required} />
          </label>
          <Input {...props} control={control} />
        </>
      )}
      {below}
      {props.below}
    </div>
  );
}

export const first = (value: Control["value"]) => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));

function Label({ label, required, word }: { label: string; required?: boolean; word: string }) {
  return (
    <>
      {label}
      {required && <span className="req"> {word}</span>}
    </>
  );
}

type NotesProps = { id: string; error?: string; hint?: string; from?: FieldProps["from"] };

function Notes({ id, error, hint, from }: NotesProps) {
  return (
    <>
      {error && (
        <p className="err" id={`${id}-error`}>
          <Sign name="bad" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {from && (
        <p className={from.own ? "from from--own" : "from"} id={`${id}-from`}>
          <Sign name={from.own ? "edit" : "inherit"} />
          <span>{from.text}</span>
        </p>
      )}
    </>
  );
}

function Input({ control, ...props }: FieldProps & { control: Control }) {
  const { value, ...rest } = control;
  const { kind, width, required, readOnly, autoComplete, placeholder, maxLength, autoFocus, suggestions } = props;
  const list = suggestions && `${rest.id}-list`;
  const common = { ...rest, required, autoComplete, placeholder, maxLength, autoFocus };
  const size = width ? ` w-${width}` : "";

  if (kind === "file") return <input {...rest} type="file" required={required} accept={props.accept} />;
  if (kind === "longText") {
    return (
      <textarea
        {...common}
        className={`in${size}`}
        rows={props.rows ?? 3}
        defaultValue={first(value)}
        readOnly={readOnly}
      />
    );
  }
  if (kind === "select") return <Select {...rest} value={chosenOf(value, props.options)} size={size} props={props} />;
  const end = kind === "number" || kind === "money" ? " in--num" : "";
  const input = (
    <input
      {...common}
      className={`in${end}${size}`}
      type={end ? "text" : kind}
      inputMode={kind === "number" ? "numeric" : kind === "money" ? "decimal" : undefined}
      defaultValue={kind === "password" ? undefined : first(value)}
      readOnly={readOnly}
      list={list}
    />
  );
  if (suggestions) {
    return (
      <>
        {input}
        <datalist id={list}>
          {suggestions.map(({ value: offered, label }) => (
            <option key={offered} value={offered} label={label} />
          ))}
        </datalist>
      </>
    );
  }
  if (!props.unit) return input;
  return (
    <div className={`in-group${size}`}>
      {input}
      <span>{props.unit}</span>
    </div>
  );
}

/** Of several values the one that this select offers. */
const chosenOf = (value: Control["value"], options: FieldProps["options"] = []) =>
  Array.isArray(value) ? first(value.filter((one) => options.some((option) => option.value === one))) : first(value);

type SelectProps = Omit<Control, "value"> & { value: string; size: string; props: FieldProps };

/** The key keeps the choice: React resets a select to its first default after an action (react#30580). */
function Select({ value, size, props, ...rest }: SelectProps) {
  return (
    <select {...rest} key={value} className={`in${size}`} defaultValue={value} required={props.required}>
      {underHeadings(props.options).map(([heading, options]) =>
        heading ? (
          <optgroup key={heading} label={heading}>
            <Options options={options} />
          </optgroup>
        ) : (
          <Options key="" options={options} />
        ),
      )}
    </select>
  );
}

const Options = ({ options }: { options: readonly FieldOption[] }) =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
