import { z } from "zod";
import { decimalField } from "@/lib/decimals";
import { refuse } from "@/lib/errors";
import { choice, type Fields, reference } from "@/lib/fields";
import { type FigureKind, figureKinds } from "@/lib/financials/rules";
import { checkedBy, optional, text } from "@/lib/text";
import { checkSeen, checkYear } from "./rules";

const most = 9_999_999_999;
/** Corrections may make a month's sum fall below zero. */
const money = { min: -most, max: most, scale: 2 } as const;
const hours = { max: 99_999, scale: 2 } as const;
const amount = optional(decimalField(money));

/** What can be told of a month of a project, in the project's currency and without VAT. */
export const figureFields = {
  revenue: { as: "money", is: amount },
  billing: { as: "money", is: amount },
  labour: { as: "money", is: amount },
  otherCosts: { as: "money", is: amount },
  hours: { as: "number", is: optional(decimalField(hours)) },
  note: { as: "text", is: optional(text(500)) },
} as const satisfies Fields;

export type FigureField = keyof typeof figureFields;
export const figureNames = Object.keys(figureFields) as FigureField[];

export const figureLimits = (field: FigureField) => (field === "hours" ? hours : money);

/** What a person may tell of a kind of figures: what was billed is what the invoices say. */
export const fieldsOf = (kind: FigureKind): FigureField[] =>
  figureNames.filter((field) => kind === "forecast" || field !== "billing");

/** The numbers of the twelve months of a year. */
export const monthNumbers = Array.from({ length: 12 }, (_, at) => at + 1);

/** The name of a control of the year's form: "3.labour". */
export const cellName = (month: number, field: FigureField) => `${month}.${field}` as const;

const cells = Object.fromEntries(
  monthNumbers.flatMap((month) =>
    figureNames.map((field) => [cellName(month, field), z.optional(figureFields[field].is)]),
  ),
);

const head = { projectId: reference(), kind: choice(figureKinds), year: checkedBy(checkYear) };

/**
 * The figures of one kind of a year: `cells` as they were sent, `seen` what they were when the form was opened. Without
 * `seen` whatever was sent is meant.
 */
export const figuresInput = z
  .strictObject({ ...head, seen: z.optional(checkedBy(checkSeen)), ...cells })
  .transform(({ projectId, kind, year, seen, ...sent }, context) => {
    const told = fieldsOf(kind).flatMap((field) => monthNumbers.map((month) => cellName(month, field)));
    const isStrange = Object.keys(sent).some((name) => !told.includes(name as (typeof told)[number]));
    if (isStrange) context.addIssue({ code: "custom", params: refuse("formChanged").problem });
    return { projectId, kind, year, seen: seen ?? null, cells: sent as Record<string, string | null> };
  });
