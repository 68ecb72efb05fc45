import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { countMyQueue, mostToldOf } from "@/lib/registry-queue/my-day";
import { currentLocale } from "@/lib/session";

/** How many customers wait because of what a register says; one's own first. Nothing where none does. */
export async function MyUpdates({ viewer }: { viewer: Viewer }) {
  if (!viewer.can("registry") || !viewer.can("customers.edit")) return null;
  const [waiting, t, locale] = await Promise.all([countMyQueue(viewer), getTranslations(), currentLocale()]);
  if (!waiting || waiting.differences + waiting.ceased === 0) return null;
  const format = formatsOf(locale, viewer.facts.timeZone);
  const { differences, ceased, isOwn } = waiting;
  const counted = (n: number) => ({ n, count: format.count(n, mostToldOf) });
  const differ = isOwn ? "registryQueue.dayMineDiffer" : "registryQueue.dayDiffer";
  const owner = isOwn ? "me" : null;
  return (
    <Notice kind={ceased > 0 ? "warn" : "note"}>
      {differences > 0 && `${t(differ, counted(differences))} `}
      {ceased > 0 && `${t("registryQueue.dayCeased", counted(ceased))} `}
      <PageLink href={paths.registry({ tab: differences ? null : "ceased", owner })}>{t("area.registry")}</PageLink>
    </Notice>
  );
}
