import { z } from "zod";
import { customKinds } from "@/lib/custom-fields/rules";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { locales } from "@/lib/locale/choice";
import { checkedBy, longText, optional, text } from "@/lib/text";
import { defaultMarks, type RegisterName, tagColours } from "./rules";

export const activityKinds = ["todo", "event", "note"] as const;
export const activityIcons = ["task", "cal", "note", "person", "building", "clock", "clipboard", "file"] as const;

/** What the form says where a row holds true or false. */
const yesOrNo = () => choice(["true", "false"]).transform((word) => word === "true");

/** Short and plain, since other programs read it. */
function checkCode(raw: string): Checked<string> {
  const code = raw.trim();
  if (code.length > 40) return refuse("tooLong", { max: 40 });
  return /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(code) ? accept(code) : refuse("numberText");
}

/** As the database orders the keys of jsonb, so that the same words are the same text. */
const inOrder = (words: [string, unknown][]) =>
  Object.fromEntries(words.toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** A word in at least one of the four languages. Languages without one are left out. */
const words = z
  .strictObject(Object.fromEntries(locales.map((locale) => [locale, optional(text(100))])))
  .partial()
  .transform((names) => inOrder(Object.entries(names).filter(([, name]) => name !== null)))
  .superRefine((names, context) => {
    if (Object.keys(names).length > 0) return;
    context.addIssue({ code: "custom", path: [locales[0]], params: { key: "required" }, input: names });
  });

const name = { as: "text", is: text(100), required: true } as const;
const names = { as: "text", is: words } as const;

/** What an entry of each register is made of. */
export const entryFields = {
  customFields: {
    names,
    onCard: { as: "choice", is: yesOrNo(), span: 3 },
    onList: { as: "choice", is: yesOrNo(), span: 3 },
    isRequired: { as: "choice", is: yesOrNo(), span: 3 },
    isUnique: { as: "choice", is: yesOrNo(), span: 3 },
    onReports: { as: "choice", is: yesOrNo(), span: 3 },
    mask: { as: "text", is: optional(text(40)), span: 3 },
  },
  customOptions: { names },
  customerTypes: { names, invoicingAllowed: { as: "choice", is: yesOrNo() } },
  teams: { name },
  contactRoles: { names },
  keywords: { name },
  activityTypes: {
    names,
    code: { as: "text", is: optional(checkedBy(checkCode)), span: 3 },
    icon: { as: "choice", is: choice(activityIcons), span: 3 },
  },
  companyGroups: { name },
  segmentGroups: { name, onlyOne: { as: "choice", is: yesOrNo() } },
  segments: { name },
  specialGroups: { name, description: { as: "longText", is: optional(longText(1000)) } },
  tags: { name, colour: { as: "choice", is: choice(tagColours) } },
} as const satisfies Record<RegisterName, Fields>;

/** What is said once, when an entry is made. */
const fixedFields: Partial<Record<RegisterName, Fields>> = {
  activityTypes: { kind: { as: "choice", is: choice(activityKinds), required: true } },
  customFields: { kind: { as: "choice", is: choice(customKinds), required: true } },
  customOptions: { fieldId: { as: "reference", is: reference(), required: true } },
  teams: { companyId: { as: "reference", is: reference(), required: true } },
  segments: { segmentGroupId: { as: "reference", is: reference(), required: true } },
};

export const entryInput = (register: RegisterName) => inputOf(entryFields[register] as Fields);

/** A new entry has its name, and says where it belongs. */
export function newEntryInput(register: RegisterName) {
  const fields: Fields = { ...entryFields[register], ...fixedFields[register] };
  const needed = Object.keys(fields).filter((field) =>
    ["name", "names", "kind", "segmentGroupId", "fieldId", "companyId"].includes(field),
  );
  return inputOf(fields).required(Object.fromEntries(needed.map((field) => [field, true])) as Record<string, never>);
}

export const moveInput = z.strictObject({ direction: choice(["up", "down"]) });

export const stateInput = z.strictObject({ to: choice(["inUse", "disabled", ...defaultMarks]) });

export const mergeInput = z.strictObject({ targetId: reference() });

type Values = Record<string, unknown>;

/** A form names the words of an entry one by one, `names.fi`; the row holds them together, without the empty ones. */
export function gathered(values: Values): Values {
  const isWord = (field: string) => field.startsWith("names.");
  const fields = Object.keys(values);
  const rest = Object.fromEntries(fields.filter((field) => !isWord(field)).map((field) => [field, values[field]]));
  const given = fields.filter(isWord);
  if (given.length === 0) return rest;
  const filled = given.filter((field) => String(values[field] ?? "").trim() !== "");
  return { ...rest, names: inOrder(filled.map((field) => [field.slice("names.".length), values[field]])) };
}

/** The other way round, as a form names them. */
export function spread({ names, ...rest }: Values): Values {
  if (typeof names !== "object" || names === null) return names === undefined ? rest : { ...rest, names };
  return { ...rest, ...Object.fromEntries(locales.map((one) => [`names.${one}`, (names as Values)[one] ?? ""])) };
}
