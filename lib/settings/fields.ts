import { z } from "zod";

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
