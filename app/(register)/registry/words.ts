import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { clockAt } from "@/lib/moments";
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
  const isOver = status === "ceased" || status === "removed";
  return t(isOver ? "statusEnded" : "statusSince", { status: words[status], day: formatsOf(locale, "UTC").day(since) });
}

/** Where values come from, with the licence of the register, and when: "Source: PRH / YTJ, fetched today at 8.14". */
export async function sourceText({ facts }: Viewer, register: string, fetchedAt: Date): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations("registry"), currentLocale()]);
  const format = formatsOf(locale, facts.timeZone);
  const isToday = clockAt(fetchedAt, facts.timeZone).day === facts.today;
  const when = isToday
    ? t("fetchedToday", { time: format.time(fetchedAt) })
    : t("fetchedOn", { when: format.dateTime(fetchedAt) });
  return t("source", { source: t(`sources.${register as "prh"}`), when });
}
