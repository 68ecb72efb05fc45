import { getTranslations } from "next-intl/server";
import type { ContactField } from "@/lib/contacts/fields";

/** What the fields of a contact are called. */
export async function contactLabels(): Promise<Record<ContactField, string>> {
  const t = await getTranslations("contact");
  return {
    firstName: t("firstName"),
    lastName: t("lastName"),
    title: t("title"),
    roles: t("roles"),
    email: t("email"),
    phone: t("phone"),
    mobile: t("mobile"),
    addressId: t("addressId"),
    keywords: t("keywords"),
    isPrimary: t("isPrimary"),
    salutation: t("salutation"),
    language: t("language"),
    birthDate: t("birthDate"),
    satisfaction: t("satisfaction"),
    noMailings: t("noMailings"),
    description: t("description"),
  };
}
