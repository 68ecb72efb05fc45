import { getTranslations } from "next-intl/server";
import type { AddressField } from "@/lib/addresses/fields";

export async function addressLabels(): Promise<Record<AddressField | "isHeadOffice", string>> {
  const t = await getTranslations("address");
  return {
    isHeadOffice: t("isHeadOffice"),
    purposes: t("purpose"),
    attention: t("attention"),
    street: t("street"),
    postalCode: t("postalCode"),
    city: t("city"),
    region: t("region"),
    country: t("country"),
    phone: t("phone"),
  };
}

export async function purposeWords() {
  const t = await getTranslations("address");
  return { visiting: t("visiting"), postal: t("postal"), billing: t("billing"), delivery: t("delivery") };
}
