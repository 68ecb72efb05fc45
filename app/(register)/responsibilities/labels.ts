import { getTranslations } from "next-intl/server";

/** What the fields of a responsibility are called. */
export async function tieLabels() {
  const t = await getTranslations("resp");
  return {
    employeeId: t("employee"),
    roles: t("roles"),
    roleId: t("role"),
    validFrom: t("from"),
    validTo: t("until"),
    note: t("note"),
  };
}
