import { getTranslations } from "next-intl/server";
import type { RelationKind } from "@/lib/relations/fields";

/** What the other customer is to the one at hand; `isReverse` seen from the other side. */
export async function relationWords() {
  const t = await getTranslations("relation");
  const kinds: Record<RelationKind, string> = {
    partner: t("partner"),
    landlord: t("landlord"),
    billingAgent: t("billingAgent"),
    propertyManager: t("propertyManager"),
    other: t("other"),
  };
  const reverse: Record<RelationKind, string> = {
    ...kinds,
    landlord: t("landlordReverse"),
    billingAgent: t("billingAgentReverse"),
    propertyManager: t("propertyManagerReverse"),
  };
  return { kinds, reverse };
}

export async function relationLabels() {
  const t = await getTranslations("relation");
  return { relatedId: t("relatedId"), kind: t("kind"), note: t("note") };
}
