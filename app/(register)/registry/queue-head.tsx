import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { Head } from "@/components/head";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

type Props = { viewer: Viewer; check: { id: number; done: number; total: number } | null };

/** What the page is for, and how far a check is that is under way. */
export async function QueueHead({ viewer, check }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  return (
    <>
      <Head title={t("area.registry")} text={t("registryQueue.text")} />
      {check && (
        <Notice kind="note">
          {t("registryQueue.checkRuns", { done: number(check.done), total: number(check.total) })}{" "}
          <PageLink href={paths.job(check.id)}>{t("registryQueue.follow")}</PageLink>
        </Notice>
      )}
    </>
  );
}
