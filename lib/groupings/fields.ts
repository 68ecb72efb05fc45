import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";
import { reference, references } from "@/lib/fields";
import { checkedBy, fold, optional, text } from "@/lib/text";

const mostTags = 20;
const tagName = text(60);

/** Names of tags, with commas or line breaks between; one named twice counts once. */
function checkTagNames(raw: string): Checked<string[]> {
  const names = new Map<string, string>();
  for (const part of raw.slice(0, 5_000).split(/[,;\n]/)) {
    if (part.trim() === "") continue;
    const name = tagName.safeParse(part);
    if (!name.success) return refuse("tagNames", { max: 60 });
    names.set(fold(name.data), name.data);
  }
  return names.size <= mostTags ? accept([...names.values()]) : refuse("tooMany", { max: mostTags });
}

const idList = z.preprocess((value) => (typeof value === "string" ? value.split(",") : value), references());

/**
 * Everything a customer is sorted by. Of tags a form shows only those held: `shownTags` are the ones it began with,
 * `tags` those still ticked, `newTags` further ones by name, and a tag that somebody else gave meanwhile stays.
 */
export const groupingsInput = z
  .strictObject({
    types: references(),
    groupId: reference(),
    companyGroupId: reference(),
    specialGroups: references(),
    segments: references(),
    tags: references(),
    shownTags: idList,
    newTags: optional(checkedBy(checkTagNames)),
  })
  .partial();

export type GroupingsInput = z.output<typeof groupingsInput>;
export type GroupingField = Exclude<keyof GroupingsInput, "shownTags" | "newTags">;
