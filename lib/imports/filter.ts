import type { Problem, ProblemKey } from "@/lib/errors";

type Params = Record<string, string | string[] | undefined>;

const choiceNames = ["stage", "groupId", "companyId"] as const;

/** What can be wrong with an upload; another word in the address says nothing. */
const problemKeys: readonly ProblemKey[] = [
  "busy",
  "chooseOption",
  "diskFull",
  "fileCellTooLong",
  "fileEmpty",
  "fileEncrypted",
  "fileIncomplete",
  "fileNoMatrix",
  "fileQuote",
  "fileTooBig",
  "fileTooHeavy",
  "fileTooManyColumns",
  "fileTooManyRows",
  "fileType",
  "fileUnreadable",
  "formChanged",
  "required",
  "serverError",
  "unsettled",
];

const paramNames = ["code", "line", "max", "size", "types"] as const;
const fields = ["", "file", ...choiceNames];

/** The choices of the upload form, as the address carries them back. */
export const uploadChoices = (params: Params): Record<string, string> =>
  Object.fromEntries(choiceNames.flatMap((name) => (typeof params[name] === "string" ? [[name, params[name]]] : [])));

/** A refused upload for the address: which field, why, and the choices made, so that only the file is chosen again. */
export const refusalQuery = (field: string, { key, params }: Problem, choices: Record<string, string>) => ({
  ...choices,
  field: fields.includes(field) ? field : "",
  problem: key,
  ...params,
});

/** The refused field and the reason, or null. Values of placeholders are short and plain: anybody can write an address. */
export function refusalFrom(params: Params): { field: string; problem: Problem } | null {
  const key = problemKeys.find((known) => known === params.problem);
  const field = fields.find((known) => known === (params.field ?? ""));
  if (!key || field === undefined) return null;
  const given = paramNames.flatMap((name) => {
    const value = params[name];
    if (typeof value !== "string" || !/^[\w., ]{1,20}$/.test(value)) return [];
    return [[name, /^\d{1,9}$/.test(value) ? Number(value) : value] as const];
  });
  return { field, problem: { key, params: Object.fromEntries(given) } };
}
