import { getTranslations } from "next-intl/server";

export async function unitLabels() {
  const t = await getTranslations("unit");
  return { parentId: t("parentId"), unitId: t("unitId") };
}
