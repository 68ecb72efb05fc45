"use client";

import { useContext } from "react";
import { Field, type FieldProps } from "@/components/field";
import { FormValues } from "@/components/form-values";

type Column = Pick<FieldProps, "label" | "kind" | "options" | "suggestions"> & {
  name: string;
  /** What a row begins with that has not been filled in. */
  start?: string;
};

type Props = {
  /** Controls are called `name.0.column`. */
  name: string;
  /** Read out before each row, with its number: "Line". */
  word: string;
  columns: readonly Column[];
  /** Rows to begin with; a post of `more` adds as many as it says. */
  rows: number;
  most: number;
};

/** Rows of the same fields, one below the other. How many there are goes along with the post, so more can be asked for. */
export function EntryRows({ name, word, columns, rows: atFirst, most }: Props) {
  const form = useContext(FormValues);
  const posted = Number(form.values.rows) || atFirst;
  const more = Number(form.values.more) || 0;
  const rows = Math.min(posted + more, most);
  const started = columns.filter(({ start }) => start !== undefined);
  const starts = Array.from({ length: rows }, (_, row) =>
    started.map((column) => [`${name}.${row}.${column.name}`, column.start ?? ""]),
  ).flat();
  return (
    <FormValues.Provider value={{ ...form, values: { ...Object.fromEntries(starts), ...form.values } }}>
      <input type="hidden" name="rows" value={rows} />
      <div className="entries">
        {Array.from({ length: rows }, (_, row) => `${name}.${row}`).map((prefix, row) => (
          <fieldset key={prefix}>
            <legend className="vh">{`${word} ${row + 1}`}</legend>
            {columns.map(({ name: column, start, ...field }) => (
              <Field
                key={column}
                {...field}
                name={`${prefix}.${column}`}
                autoComplete="off"
                autoFocus={more > 0 && row === posted && column === columns[0]?.name}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </FormValues.Provider>
  );
}
