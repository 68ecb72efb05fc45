/** What a form remembers between two posts. `errors` are finished sentences by field name; "" is the whole form. */
export type FormState = {
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  conflicts: { field: string; label: string; mine: string; theirs: string; by: string }[];
  /** What a person should know first; posting `confirmed` = its key does it anyway. */
  doubts: { key: string; text: string; links: { href: string; label: string }[] }[];
  formKey: string;
  version: string | null;
  tries: number;
};

export const emptyForm = (formKey: string): FormState => ({
  values: {},
  errors: {},
  conflicts: [],
  doubts: [],
  formKey,
  version: null,
  tries: 0,
});
