import { getTranslations } from "next-intl/server";
import type { GroupField } from "@/lib/groups/fields";

/** What the fields of a group are called. */
export async function groupLabels(): Promise<Record<GroupField | "sellers", string>> {
  const t = await getTranslations("groups");
  return {
    name: t("name"),
    numberStart: t("numberStart"),
    integrationId: t("integrationId"),
    ledgerAccount: t("ledgerAccount"),
    dimension: t("dimension"),
    sellers: t("sellers"),
  };
}
