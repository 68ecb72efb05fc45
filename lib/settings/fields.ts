import { z } from "zod";
import { wholeNumberField } from "@/lib/decimals";
import { choice, yesNo } from "@/lib/fields";

/** What every contact can be asked to have, besides a name. */
export const contactRequirements = ["title", "email", "phone", "mobile", "language", "role"] as const;

/** A form sends an empty twin first, so that nothing at all can be said too. */
const several = z.preprocess(
  (value) => [value].flat().filter((one) => one !== ""),
  z.array(z.enum(contactRequirements)),
);

export const contactRulesInput = z.strictObject({
  requiredContactFields: several.transform((fields) => contactRequirements.filter((one) => fields.includes(one))),
});

/** How new customers get their numbers. Nothing of it touches numbers already given. */
export const numberingInput = z
  .strictObject({
    numberingMode: choice(["automatic", "manual"]),
    numberingStart: wholeNumberField(999_999_999_999),
    numberingPadding: wholeNumberField(12),
    numericOnly: yesNo(),
  })
  .partial();

/** What is on or off for everybody. */
export const switchNames = ["showOtherCompanies", "maskOtherCompanies", "groupRequired"] as const;
export type SwitchName = (typeof switchNames)[number];

export const switchInput = z.strictObject({ name: choice(switchNames), to: choice(["on", "off"]) });
