import { getTranslations } from "next-intl/server";
import { formatsOf } from "@/lib/format";
import { type BusinessStatus, businessStatuses } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";

/** What a business is doing, in words. */
export async function businessStatusWords(): Promise<Record<BusinessStatus, string>> {
  const t = await getTranslations();
  const words = businessStatuses.map((status) => [status, t(`registry.status.${status}`)]);
  return Object.fromEntries(words);
}

/** The same with the day since when, where it is known: "Bankrupt, since 3 May 2026". */
export async function businessStatusText(status: BusinessStatus, since: string | null): Promise<string> {
  const [t, words, locale] = await Promise.all([getTranslations("registry"), businessStatusWords(), currentLocale()]);
  if (!since || status === "active") return words[status];
  return t("statusSince", { status: words[status], day: formatsOf(locale, "UTC").day(since) });
}
