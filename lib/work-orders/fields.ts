import { z } from "zod";
import { choice, type Fields, inputOf, reference, references, yesNo } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { longText, optional, text } from "@/lib/text";

/** Who may see an order: everyone; who answers for the customer, in any role or in one; people named; a team. */
export const visibilities = ["everyone", "responsibles", "role", "people", "team"] as const;
export type Visibility = (typeof visibilities)[number];

/** Who is to do it: nobody yet, one employee, or whoever owns each customer. */
export const assignings = ["nobody", "employee", "owner"] as const;
export type Assigning = (typeof assignings)[number];

export const statuses = ["open", "inProgress", "done", "cancelled"] as const;
export type Status = (typeof statuses)[number];

/** What an order says and who may see it; the same in templates. */
export const saidFields = {
  title: { as: "text", is: text(200), required: true, autoComplete: "off" },
  description: { as: "longText", is: optional(longText(10_000)) },
  visibility: { as: "choice", is: choice(visibilities) },
  roleId: { as: "reference", is: reference(), span: 3 },
  teamId: { as: "reference", is: reference(), span: 3 },
  /** The people named. */
  people: { as: "references", is: references() },
} as const satisfies Fields;

/** Who is to do it, as templates and new orders say it. */
export const givenFields = {
  assignTo: { as: "choice", is: choice(assignings) },
  assigneeId: { as: "reference", is: reference(), span: 3 },
} as const satisfies Fields;

/** The order as it is done for one customer. */
export const doneFields = {
  status: { as: "choice", is: choice(statuses), span: 3 },
  assigneeId: { as: "reference", is: reference(), span: 3 },
  dueOn: { as: "date", is: optional(dayField), span: 3 },
  note: { as: "longText", is: optional(longText(4_000)) },
} as const satisfies Fields;

export const followsField = { as: "yesNo", is: yesNo() } as const satisfies Fields[string];

export type WorkOrderField =
  | keyof typeof saidFields
  | keyof typeof givenFields
  | keyof typeof doneFields
  | "followsMembers";

export const orderInput = inputOf({ ...saidFields, followsMembers: followsField });

export const doingInput = inputOf(doneFields);

/** The ticked ones, and whom they are given to where that is asked. */
export const tickedInput = z.strictObject({ orders: references(), assigneeId: reference().optional() });

/** For all its customers, or for the one. */
export const deletionInput = z.strictObject({ whole: yesNo().optional() });

/** "12.3,14.2": ids of orders and the versions that a change of many has left them in. */
export const undoInput = z.strictObject({
  orders: z
    .string()
    .regex(/^([1-9]\d{0,14}\.[1-9]\d{0,8})(,[1-9]\d{0,14}\.[1-9]\d{0,8}){0,99}$/)
    .transform((text) =>
      text.split(",").map((one) => {
        const [id, version] = one.split(".").map(Number) as [number, number];
        return { id, version };
      }),
    ),
});
