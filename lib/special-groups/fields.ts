import { pickedFields } from "@/lib/customers/picked";
import { type Fields, inputOf } from "@/lib/fields";
import { membersInput } from "@/lib/groups/fields";
import { longText, optional, text } from "@/lib/text";

/** What a special group is made of, besides its customers. */
export const specialGroupFields = {
  name: { as: "text", is: text(100), required: true, autoComplete: "off" },
  description: { as: "longText", is: optional(longText(1_000)) },
} as const satisfies Fields;

export type SpecialGroupField = keyof typeof specialGroupFields;

export const specialGroupInput = inputOf(specialGroupFields);

/** Ticks of a page, pasted numbers, or all that the list finds for an address. */
export const specialMembersInput = membersInput.extend({ filter: pickedFields.filter });

export type SpecialMembers = ReturnType<typeof specialMembersInput.parse>;

/** A new one may have its customers from the beginning. */
export const newSpecialGroupInput = specialGroupInput
  .required({ name: true })
  .extend({ members: pickedFields.members, numbers: membersInput.shape.numbers, filter: pickedFields.filter });
