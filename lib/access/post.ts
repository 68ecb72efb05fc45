/** What a form or a script hands to a command: fields, and the words of the protocol that `postOf` parts from them. */
export type Values = Record<string, unknown>;

export type Post = {
  id: number | null;
  version: number | null;
  formKey: string | null;
  confirmed: ReadonlySet<string>;
  /** Fields where the person chose the other's value after a conflict. */
  theirs: ReadonlySet<string>;
  fields: Values;
};

/** Parts the words of the protocol (id, version, formKey, confirmed, keep.*) from the fields of the form. */
export function postOf(values: Values): Post {
  const { id, version, formKey, confirmed, ...rest } = values;
  const kept = Object.entries(rest).filter(([name]) => name.startsWith("keep."));
  return {
    id: wholeNumber(id),
    version: versionOf(version),
    formKey: typeof formKey === "string" && /^[\w-]{8,64}$/.test(formKey) ? formKey : null,
    confirmed: new Set([confirmed].flat().filter((word): word is string => typeof word === "string" && word !== "")),
    theirs: new Set(kept.filter(([, choice]) => choice === "theirs").map(([name]) => name.slice("keep.".length))),
    fields: Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("keep."))),
  };
}

/** As the database counts them; more than it can count is none. */
function versionOf(value: unknown): number | null {
  const version = wholeNumber(value);
  return version !== null && version < 2 ** 31 ? version : null;
}

/** A positive id from a form; anything else is null. */
export function wholeNumber(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
