import { z } from "zod";
import { pickedFields } from "@/lib/customers/picked";
import { choice, inputOf, reference } from "@/lib/fields";
import { doneFields, givenFields, saidFields } from "@/lib/work-orders/fields";

/** The most customers one order is made for. */
export const mostCustomers = 5_000;

/** For whom: one customer, a group or special group as "group.3" or "special.2", ticked ones, all that the list finds. */
export const targetFields = {
  customer: reference().optional(),
  grouping: z.string().max(40).optional(),
  ...pickedFields,
};

export type Target = {
  customer?: number | null;
  grouping?: string;
  members?: readonly number[];
  filter?: string;
};

/** Whether customers who join the group later get the order too is answered, never assumed. */
export const makingInput = inputOf({ ...saidFields, ...givenFields, dueOn: doneFields.dueOn })
  .required({ title: true })
  .extend({
    ...targetFields,
    templateId: reference().optional(),
    followsMembers: choice(["true", "false"]).optional(),
  });
