import { getTranslations } from "next-intl/server";
import type { PersonField } from "@/lib/people/fields";

/** What the fields of a person are called. */
export async function personLabels(): Promise<Record<PersonField, string>> {
  const t = await getTranslations("person");
  return {
    firstName: t("firstName"),
    lastName: t("lastName"),
    email: t("email"),
    companyId: t("companyId"),
    profileId: t("profileId"),
    teams: t("teams"),
    isSeller: t("isSeller"),
  };
}
