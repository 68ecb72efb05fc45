import "server-only";
import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { problemsOfDatabase } from "./access/constraints";
import type { Command } from "./access/gate";
import type { Values } from "./access/post";
import type { Viewer } from "./access/viewer";
import type { Problem, Problems } from "./errors";
import type { FormState } from "./form-state";
import type { FieldConflict, Outcome } from "./outcome";
import { currentViewer, isOwnRequest } from "./session";

/** How a value reads to a person: the field's label and the value in words. */
export type Describe = (viewer: Viewer, field: string, value: unknown) => Promise<{ label: string; text: string }>;

/**
 * Hands a form to a command. Done: on to the address `next` gives (303). Refused: the form again, as it was typed,
 * with a sentence beside each field. Nothing a person can post ends in a bare error page.
 */
export async function submit<Result>(
  command: Command<Result>,
  state: FormState,
  form: FormData,
  next: (result: Result) => string,
  describe?: Describe,
): Promise<FormState> {
  return answer(state, form, async (values) => {
    const viewer = await currentViewer();
    const outcome = await command(viewer, values);
    if (outcome.ok) return { next: next(outcome.result) };
    return refused(outcome, (conflict) => conflictRow(viewer, conflict, describe));
  });
}

/** The form an action was called with. Whoever calls one by hand may give it anything; that is a form without fields. */
export const posted = (form: unknown): FormData => (form instanceof FormData ? form : new FormData());

type Refusal = Partial<Pick<FormState, "errors" | "conflicts" | "doubts" | "version">> & { fresh?: Values };

/** The frame of every form post: own pages only, words in the reader's language, no exception reaches the person. */
export async function answer(
  state: FormState,
  form: FormData,
  work: (values: Values) => Promise<{ next: string } | Refusal>,
): Promise<FormState> {
  const typed = valuesOf(posted(form));
  const again = ({ fresh, ...refusal }: Refusal): FormState => ({
    values: { ...textValues(typed), ...asTyped(fresh) },
    errors: {},
    conflicts: [],
    doubts: [],
    formKey: typeof typed.formKey === "string" ? typed.formKey : randomUUID(),
    version: typeof typed.version === "string" ? typed.version : null,
    tries: (Number(state?.tries) || 0) + 1,
    ...refusal,
  });
  let outcome: { next: string } | Refusal;
  try {
    if (!(await isOwnRequest())) return again({ errors: await sentences({ "": { key: "foreignRequest" } }) });
    outcome = await work(typed);
  } catch (error) {
    unstable_rethrow(error);
    return again({ errors: await sentences({ "": fault(error) }) });
  }
  if (!("next" in outcome)) return again(outcome);
  // Else the browser shows the address from its own memory when it has been there before.
  refresh();
  redirect(outcome.next);
}

/** What the form says to an exception: what the database lacks, or the code under which a fault of ours is logged. */
export function fault(error: unknown): Problem {
  const known = problemsOfDatabase(error)?.[""];
  if (known) return known;
  const code = randomUUID().slice(0, 8);
  console.error(`form failed, code ${code}:`, error);
  return { key: "serverError", params: { code } };
}

/** Problems as finished sentences in the reader's language. */
export async function sentences(problems: Problems): Promise<Record<string, string>> {
  const t = await getTranslations("error");
  return Object.fromEntries(
    Object.entries(problems).map(([field, { key, params }]) => [field, t(key, params as never)]),
  );
}

type Refused<Result> = Extract<Outcome<Result>, { ok: false }>;

async function refused(
  outcome: Refused<unknown>,
  row: (conflict: FieldConflict) => Promise<FormState["conflicts"][number]>,
): Promise<Refusal> {
  const t = await getTranslations("doubt");
  const doubts = (outcome.doubts ?? []).map(({ mark, key, params, links }) => ({
    key: mark,
    text: t(key, params as never),
    links: links ?? [],
  }));
  const conflicts = await Promise.all((outcome.conflicts ?? []).map(row));
  const seen = outcome.version === undefined ? {} : { version: String(outcome.version) };
  return { errors: await sentences(outcome.problems), doubts, conflicts, ...seen, fresh: outcome.fresh };
}

async function conflictRow(viewer: Viewer, conflict: FieldConflict, describe?: Describe) {
  const { field, mine, theirs, by } = conflict;
  const plain: Describe = async (_, name, value) => ({ label: name, text: String(value ?? "") });
  const words = describe ?? plain;
  const [ours, others] = await Promise.all([words(viewer, field, mine), words(viewer, field, theirs)]);
  return { field, label: ours.label, mine: ours.text, theirs: others.text, by };
}

/** What was posted, by name: one value as text, several as a list. Next's own fields are left out. */
function valuesOf(form: FormData): Values {
  const lists = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  return Object.fromEntries([...lists].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}

/** What a refused form shows again: texts only, never a password or a file. */
function textValues(values: Values): FormState["values"] {
  const protocol = /^(version|formKey|confirmed|keep\..*)$/;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !protocol.test(name) && !/password/i.test(name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.filter(isText) : isText(value) ? value : ""]),
  );
}

/** Stored values as a form would post them. */
function asTyped(values: Values = {}): FormState["values"] {
  const text = (value: unknown) => String(value ?? "");
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : text(value)]),
  );
}

const isText = (value: unknown): value is string => typeof value === "string";
