import { getTranslations } from "next-intl/server";
import type { GroupingField } from "@/lib/groupings/fields";

/** What the groupings of a customer are called. */
export async function groupingLabels(): Promise<Record<GroupingField | "newTags", string>> {
  const t = await getTranslations();
  return {
    types: t("customer.types"),
    groupId: t("customer.groupId"),
    companyGroupId: t("grouping.companyGroupId"),
    specialGroups: t("grouping.specialGroups"),
    segments: t("grouping.segments"),
    tags: t("grouping.tags"),
    newTags: t("grouping.newTags"),
  };
}
