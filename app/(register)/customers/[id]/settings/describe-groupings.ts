import { getTranslations } from "next-intl/server";
import type { Describe } from "@/lib/forms";
import type { GroupingField } from "@/lib/groupings/fields";
import { namesOfRows } from "@/lib/history/queries";
import type { RegisterName } from "@/lib/history/rules";
import { currentLocale } from "@/lib/session";
import { groupingLabels } from "./grouping-labels";

const registers: Record<GroupingField, RegisterName> = {
  types: "customerTypes",
  groupId: "groups",
  companyGroupId: "companyGroups",
  specialGroups: "specialGroups",
  segments: "segments",
  tags: "tags",
};

/** How a grouping reads to a person: names for ids. */
export const describeGroupings: Describe = async (viewer, field, value) => {
  const [t, labels, locale] = await Promise.all([getTranslations(), groupingLabels(), currentLocale()]);
  const name = field as GroupingField;
  const register = registers[name];
  const ids = [value]
    .flat()
    .map(Number)
    .filter((id) => id > 0);
  const names = await namesOfRows(viewer, new Map([[register, new Set(ids)]]), locale);
  const text = ids.flatMap((id) => names.get(`${register}.${id}`) ?? []).join(", ");
  return { label: labels[name], text: text || (name === "groupId" ? t("customers.noGroup") : "") };
};
