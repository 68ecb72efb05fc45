import type { ZodError } from "zod";
import type catalog from "@/messages/en.json";

/** A sentence under `error.` in the catalogs; a key that is not there does not compile. */
export type ProblemKey = keyof (typeof catalog)["error"];

/** Why a value is refused: the sentence, and what its placeholders need. */
export type Problem = { key: ProblemKey; params?: Record<string, string | number> };

/** By field name; "" is the whole form. */
export type Problems = Record<string, Problem>;

/** What a check of one value answers: the value as it is stored, or the problem. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function accept<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refuse(key: ProblemKey, params?: Problem["params"]): { ok: false; problem: Problem } {
  return { ok: false, problem: params ? { key, params } : { key } };
}

/** Thrown by a command that refuses its values; nothing is written, and the form shows the problems. */
export class Invalid extends Error {
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(`Invalid: ${Object.keys(problems).join(", ")}`);
    this.problems = problems;
  }
}

/** The first problem of each field, by its name (a nested one as "contacts.0.email"). */
export function problemsOf(error: ZodError): Problems {
  const problems: Problems = {};
  for (const issue of error.issues) problems[issue.path.join(".")] ??= problemOf(issue);
  return problems;
}

function problemOf(issue: ZodError["issues"][number]): Problem {
  switch (issue.code) {
    case "custom":
      return isProblem(issue.params) ? issue.params : { key: "checkValue" };
    case "invalid_type":
      return { key: "required" };
    case "invalid_value":
    case "invalid_union":
      return { key: "chooseOption" };
    case "unrecognized_keys":
      return { key: "formChanged" };
    default:
      return { key: "checkValue" };
  }
}

function isProblem(params: unknown): params is Problem {
  return typeof params === "object" && params !== null && "key" in params;
}
