import { z } from "zod";
import { refuse } from "@/lib/errors";
import { type Fields, inputOf, reference, references, yesNo } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { optional, text } from "@/lib/text";

/** What is said of somebody's responsibility, besides who and for whom. Days are both inside. */
const tieFields = {
  validFrom: { as: "date", is: optional(dayField), span: 3 },
  validTo: { as: "date", is: optional(dayField), span: 3 },
  note: { as: "text", is: optional(text(500)), autoComplete: "off" },
} as const satisfies Fields;

/** A button of the matrix; what is none of its words is understood as nothing. */
export const cellInput = z.strictObject({ cell: z.string().catch("") });

/** Which row and whose, as forms carry them. */
const place = { row: z.string().catch(""), employeeId: reference() };

type Days = { validFrom?: string | null; validTo?: string | null };

const inOrder = <T extends z.ZodType<Days>>(input: T) =>
  input.superRefine(({ validFrom, validTo }, context) => {
    if (validFrom && validTo && validTo < validFrom) {
      context.addIssue({ code: "custom", path: ["validTo"], params: refuse("period").problem });
    }
  });

/** Somebody becomes responsible, in several roles at once or in none. */
export const newTiesInput = inOrder(inputOf(tieFields).extend({ ...place, roles: references().optional() }));

/** One of somebody's responsibilities; `tie` is its row. */
export const tieInput = inOrder(
  inputOf(tieFields).extend({ ...place, tie: reference(), roleId: reference().optional() }),
);

export const tieOnlyInput = z.strictObject({ ...place, tie: reference() });

/** A new owner or project manager, whether the one before stays responsible, and who that was when the form was opened. */
export const ownerInput = z.strictObject({
  row: place.row,
  ownerId: reference(),
  former: reference(),
  keepFormer: yesNo().optional(),
});
