import { getTranslations } from "next-intl/server";

export async function relatedLabels() {
  const t = await getTranslations();
  return { companyId: t("customer.company"), ownerId: t("customer.ownerId"), number: t("customer.number") };
}
