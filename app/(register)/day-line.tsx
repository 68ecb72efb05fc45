import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { MyActivity } from "@/lib/activities/queries";
import { dayGroupOf } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";

/** Which day it is, and how much of it is spoken for. */
export async function DayLine({ viewer, entries }: { viewer: Viewer; entries: readonly MyActivity[] }) {
  const [t, locale] = await Promise.all([getTranslations("home"), currentLocale()]);
  const { timeZone, today } = viewer.facts;
  const day = formatsOf(locale, timeZone).wholeDay(new Date());
  const overdue = entries.filter((entry) => entry.overdue > 0).length;
  const now = entries.filter(({ at }) => dayGroupOf(at, today, timeZone) === "now").length - overdue;
  return `${day.charAt(0).toLocaleUpperCase()}${day.slice(1)}. ${t("today", { n: now })} ${t("overdue", { n: overdue })}`;
}
