import { z } from "zod";
import { type Fields, inputOf, yesNo } from "@/lib/fields";
import { text } from "@/lib/text";

export const mailingListFields = {
  name: { as: "text", is: text(100), required: true, autoComplete: "off" },
  isShared: { as: "yesNo", is: yesNo() },
} as const satisfies Fields;

export const mailingListInput = inputOf(mailingListFields);

const word = z.string().max(200).optional();

/** A new list takes the filter along that the register is showing. */
export const newMailingListInput = mailingListInput
  .extend({
    q: word,
    state: word,
    role: word,
    keyword: word,
    group: word,
    country: word,
    language: word,
    type: word,
    mailings: word,
    archived: word,
  })
  .required({ name: true });
