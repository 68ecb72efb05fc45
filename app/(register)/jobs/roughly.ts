import { getTranslations } from "next-intl/server";

/** How long something takes, in round words: "about 3 minutes". */
export async function roughly(seconds: number): Promise<string> {
  const t = await getTranslations("job.about");
  if (seconds < 50) return t("seconds");
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? t("minutes", { n: minutes }) : t("hours", { n: Math.round(minutes / 60) });
}
