import { z } from "zod";
import { type Area, areas, reaches } from "@/lib/access/permissions";
import { choice, choices, inputOf } from "@/lib/fields";
import { text } from "@/lib/text";

type Levels = { [A in Area as `level.${A}`]: z.ZodType<string> };

const levels = Object.fromEntries(
  Object.entries(areas).map(([area, words]) => [`level.${area}`, choice(words as readonly [string, ...string[]])]),
) as unknown as Levels;

/** A bundle of rights: its name, how far it reaches, and a level for each area (`level.customers`). */
export const profileInput = inputOf({
  name: { as: "text", is: text(80), required: true },
  reach: { as: "choices", is: choices(reaches) },
}).extend(z.strictObject(levels).partial().shape);

export type ProfileInput = z.output<typeof profileInput>;
