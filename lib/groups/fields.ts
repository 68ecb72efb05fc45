import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";
import { type Fields, inputOf, reference, references } from "@/lib/fields";
import { farEnd } from "@/lib/numbering/rules";
import { checkedBy, longText, optional, text } from "@/lib/text";

/** Digits, also in groups of three as people write them. */
function checkNumberStart(raw: string): Checked<number> {
  const digits = raw.length > 40 ? "" : raw.replace(/[\s.,]/g, "");
  return /^\d+$/.test(digits) && Number(digits) <= farEnd ? accept(Number(digits)) : refuse("numberStart");
}

/** What a group is made of, besides its sellers and its customers. */
export const groupFields = {
  name: { as: "text", is: text(100), required: true, autoComplete: "off" },
  /** The first number of the group's own series; nothing = the general series. */
  numberStart: { as: "text", is: optional(checkedBy(checkNumberStart)), span: 3, autoComplete: "off" },
  integrationId: { as: "text", is: optional(text(100)), span: 3, autoComplete: "off" },
  ledgerAccount: { as: "text", is: optional(text(40)), span: 3, autoComplete: "off" },
  dimension: { as: "text", is: optional(text(100)), span: 3, autoComplete: "off" },
} as const satisfies Fields;

export type GroupField = keyof typeof groupFields;

export const groupInput = inputOf(groupFields);

export const sellersInput = z.strictObject({ sellers: references() }).partial();

const idList = z.preprocess((value) => (typeof value === "string" ? value.split(",") : value), references());

/**
 * The ticks of one page of customers: `shown` are the members it began with, `members` the ticks it came back with.
 * Only the difference counts, so that what somebody else did meanwhile stays. `numbers` adds pasted customer numbers.
 */
export const membersInput = z
  .strictObject({ shown: idList, members: references(), numbers: optional(longText(40_000)) })
  .partial();

/** A target is asked for where every customer has to be in a group. */
export const deletionInput = z.strictObject({ targetId: reference() }).partial();
