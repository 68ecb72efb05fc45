import { getTranslations } from "next-intl/server";
import type { CustomerField } from "@/lib/customers/fields";
import { businessIdLabelKey, vatLabelKey } from "@/lib/identifiers/rules";

/** What the fields of a customer are called; the identifiers by the customer's country. */
export async function customerLabels(country: string | null = null): Promise<Record<CustomerField, string>> {
  const t = await getTranslations();
  return {
    name: t("customer.name"),
    number: t("customer.number"),
    kind: t("customer.kind"),
    country: t("customer.country"),
    businessId: t(businessIdLabelKey(country)),
    vatNumber: t(vatLabelKey(country)),
    language: t("customer.language"),
    email: t("customer.email"),
    phone: t("customer.phone"),
    website: t("customer.website"),
    industryCode: t("customer.industryCode"),
    companyForm: t("customer.companyForm"),
    timeZone: t("customer.timeZone"),
    annualRevenue: t("customer.annualRevenue"),
    staff: t("customer.staff"),
    accountingId: t("customer.accountingId"),
    hubspotId: t("customer.hubspotId"),
    types: t("customer.types"),
    groupId: t("customer.groupId"),
    ownerId: t("customer.ownerId"),
    stage: t("customer.stage"),
    description: t("customer.description"),
  };
}

/** The words of the two choices that are no rows of a table. */
export async function kindAndStageWords() {
  const t = await getTranslations("customer");
  return {
    kind: { organisation: t("kindOrganisation"), person: t("kindPerson"), internal: t("kindInternal") },
    stage: { active: t("stageActive"), prospect: t("stageProspect") },
  };
}
