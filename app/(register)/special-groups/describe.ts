import type { Describe } from "@/lib/forms";
import type { SpecialGroupField } from "@/lib/special-groups/fields";
import { specialLabels } from "./special-fields";

/** How a value of a special group reads to a person. */
export const describeSpecialGroup: Describe = async (_, field, value) => ({
  label: (await specialLabels())[field as SpecialGroupField] ?? field,
  text: String(value ?? ""),
});
