import type { Form } from "./knocking";

/**
 * A server action: `needs` the right, `of` the row it acts on (`form.id` is that row's, if nothing else
 * is said), `takes` what it is given: a state and a form (the usual), a form, or a value; `bound` what stands before.
 * What is not open is absent; a few tell so in the form (`tells`), and do nothing all the same.
 */
export type Action = {
  needs: string;
  of?: string;
  row?: string;
  tells?: true;
  takes: "state" | "form" | "value";
  bound: readonly unknown[];
  form: Form;
};

export type Rest = Partial<Pick<Action, "of" | "row" | "takes" | "bound" | "form" | "tells">>;

/** On a row of a customer. */
export const on = (row: string, needs: string, { form, ...rest }: Rest = {}): Action => ({
  needs,
  of: row,
  row,
  takes: "state",
  bound: [],
  form: { id: `{${row}}`, ...form },
  ...rest,
});
/** On what belongs to no customer, or on nothing yet. */
export const any = (needs: string, form: Form = {}, rest: Rest = {}): Action => ({
  needs,
  takes: "state",
  bound: [],
  form,
  ...rest,
});

/** For a plain form of one button. */
export const form = { takes: "form" } as const;
