import { getTranslations } from "next-intl/server";

/** What groups of customers of one size are called in the reader's language, the smallest first. */
export async function sizeNames(): Promise<[string, string, string, string]> {
  const t = await getTranslations("groups.size");
  return [t("micro"), t("small"), t("medium"), t("large")];
}
