import { z } from "zod";
import { customKinds } from "@/lib/custom-fields/rules";
import { wholeNumberField } from "@/lib/decimals";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference, yesNo } from "@/lib/fields";
import { locales } from "@/lib/locale/choice";
import { checkLetter, roleColours, roleLevels } from "@/lib/roles/rules";
import { saleStates } from "@/lib/sales/rules";
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

/** Words in any of the four languages. Languages without one are left out. */
const anyWords = (max: number) =>
  z
    .strictObject(Object.fromEntries(locales.map((locale) => [locale, optional(text(max))])))
    .partial()
    .transform((names) => inOrder(Object.entries(names).filter(([, name]) => name !== null)));

/** A word in at least one of them. */
const words = anyWords(100).superRefine((names, context) => {
  if (Object.keys(names).length > 0) return;
  context.addIssue({ code: "custom", path: [locales[0]], params: { key: "required" }, input: names });
});

const name = { as: "text", is: text(100), required: true } as const;
const names = { as: "text", is: words } as const;

const role = {
  names,
  /** Left empty, it is taken from the name. */
  letter: { as: "text", is: optional(checkedBy(checkLetter)), span: 2 },
  colour: { as: "choice", is: choice(roleColours) },
  level: { as: "choice", is: optional(choice(roleLevels)), span: 4 },
  isRequired: { as: "yesNo", is: yesNo() },
  isShown: { as: "yesNo", is: yesNo() },
} as const;

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
    help: { as: "text", is: anyWords(300) },
    /** As it is typed; what it means, the field's kind says. */
    startValue: { as: "text", is: z.union([z.string(), z.array(z.string())]) },
    integrationId: { as: "text", is: optional(text(100)) },
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
  salesStatuses: { names, probability: { as: "number", is: wholeNumberField(100), span: 3 } },
  companyGroups: { name },
  segmentGroups: { name, onlyOne: { as: "choice", is: yesOrNo() } },
  segments: { name },
  specialGroups: { name, description: { as: "longText", is: optional(longText(1000)) } },
  tags: { name, colour: { as: "choice", is: choice(tagColours) } },
  customerRoles: role,
  projectRoles: role,
} as const satisfies Record<RegisterName, Fields>;

/** What is said once, when an entry is made. */
const fixedFields: Partial<Record<RegisterName, Fields>> = {
  activityTypes: { kind: { as: "choice", is: choice(activityKinds), required: true } },
  salesStatuses: { state: { as: "choice", is: choice(saleStates), required: true } },
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
    ["name", "names", "kind", "state", "probability", "segmentGroupId", "fieldId", "companyId"].includes(field),
  );
  return inputOf(fields).required(Object.fromEntries(needed.map((field) => [field, true])) as Record<string, never>);
}

/** By arrows, or dragged to a place counted from 1. */
export const moveInput = z
  .strictObject({ direction: choice(["up", "down"]), place: z.string().regex(/^[1-9]\d{0,3}$/) })
  .partial()
  .refine(({ direction, place }) => (direction === undefined) !== (place === undefined));

export const stateInput = z.strictObject({ to: choice(["inUse", "disabled", ...defaultMarks]) });

export const mergeInput = z.strictObject({ targetId: reference() });

type Values = Record<string, unknown>;

/** What an entry says in four languages. */
const worded = ["names", "help"];

/** A form names the words of an entry one by one, `names.fi`; the row holds them together, without the empty ones. */
export function gathered(values: Values): Values {
  const given = Object.entries(values);
  const within = (noun: string) => given.filter(([field]) => field.startsWith(`${noun}.`));
  const rest = given.filter(([field]) => !worded.some((noun) => field.startsWith(`${noun}.`)));
  const together = worded.flatMap((noun) => {
    const filled = within(noun).filter(([, word]) => String(word ?? "").trim() !== "");
    const words = filled.map(([field, word]): [string, unknown] => [field.slice(noun.length + 1), word]);
    return within(noun).length > 0 ? [[noun, inOrder(words)]] : [];
  });
  return Object.fromEntries([...rest, ...together]);
}

/** The other way round, as a form names them. */
export function spread(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) => {
      if (!worded.includes(field) || typeof value !== "object" || value === null) return [[field, value]];
      return locales.map((one) => [`${field}.${one}`, (value as Values)[one] ?? ""]);
    }),
  );
}
