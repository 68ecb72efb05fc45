import { getTranslations } from "next-intl/server";
import type { SaleField } from "@/lib/sales/fields";

/** What the fields of a sales case are called. */
export async function saleLabels(): Promise<Record<SaleField, string>> {
  const t = await getTranslations();
  return {
    name: t("sales.name"),
    statusId: t("sales.status"),
    probability: t("sales.probability"),
    expectedValue: t("sales.value"),
    currency: t("billing.currency"),
    expectedOn: t("sales.orderDate"),
    ownerId: t("sales.owner"),
    contactId: t("sales.contact"),
    projectId: t("project.name"),
    lostReason: t("sales.lostReason"),
    description: t("customer.description"),
  };
}
