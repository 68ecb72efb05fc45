import type { Describe } from "@/lib/forms";
import type { GroupField } from "@/lib/groups/fields";
import { namesOfSellers } from "@/lib/groups/queries";
import { currentLocale } from "@/lib/session";
import { groupLabels } from "./labels";

/** How a value of a group reads to a person. */
export const describeGroup: Describe = async (viewer, field, value) => {
  const label = (await groupLabels())[field as GroupField] ?? field;
  if (field !== "sellers") return { label, text: String(value ?? "") };
  const ids = [value]
    .flat()
    .map(Number)
    .filter((id) => id > 0);
  return { label, text: (await namesOfSellers(viewer, ids, await currentLocale())).join(", ") };
};
